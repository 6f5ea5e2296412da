"""As tutorials write it: Python with requests."""

import os

import requests

env = os.environ
base = env["FORMFLOW_BASE_URL"]


def call():
    login = requests.post(
        base + "/api/token",
        json={
            "clientId": env["FORMFLOW_CLIENT_ID"],
            "clientSecret": env["FORMFLOW_CLIENT_SECRET"],
            "organizationId": env["FORMFLOW_ORGANIZATION_ID"],
        },
    )
    login.raise_for_status()
    token = login.json()["token"]
    response = requests.get(
        base + env["FORMFLOW_PROTECTED_PATH"], headers={"Authorization": "Bearer " + token}
    )
    response.raise_for_status()


for _ in range(int(env["FORMFLOW_CALLS"])):
    call()
