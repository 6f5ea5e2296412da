"""What openapi-python-client generates from the OpenAPI document: the folder of its package is the argument."""

import os
import sys

sys.path.insert(0, sys.argv[1])
from formflow_api_client import AuthenticatedClient, Client  # noqa: E402
from formflow_api_client.api.api_token import token_controller_get_token  # noqa: E402
from formflow_api_client.models import ApiClientsRequestDto  # noqa: E402

env = os.environ
base = env["FORMFLOW_BASE_URL"]
grant = token_controller_get_token.sync(
    client=Client(base_url=base),
    body=ApiClientsRequestDto(
        client_id=env["FORMFLOW_CLIENT_ID"],
        client_secret=env["FORMFLOW_CLIENT_SECRET"],
        organization_id=env["FORMFLOW_ORGANIZATION_ID"],
    ),
)
client = AuthenticatedClient(base_url=base, token=grant.token)
for _ in range(int(env["FORMFLOW_CALLS"])):
    client.get_httpx_client().get(env["FORMFLOW_PROTECTED_PATH"]).raise_for_status()
