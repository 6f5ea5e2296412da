"""As tutorials write it: Python with an httpx client, and one login at the start."""

import os

import httpx

env = os.environ

with httpx.Client(base_url=env["FORMFLOW_BASE_URL"]) as client:
    login = client.post(
        "/api/token",
        json={
            "clientId": env["FORMFLOW_CLIENT_ID"],
            "clientSecret": env["FORMFLOW_CLIENT_SECRET"],
            "organizationId": env["FORMFLOW_ORGANIZATION_ID"],
        },
    )
    login.raise_for_status()
    client.headers["Authorization"] = f"Bearer {login.json()['token']}"
    for _ in range(int(env["FORMFLOW_CALLS"])):
        client.get(env["FORMFLOW_PROTECTED_PATH"]).raise_for_status()
