"""The picture of a link, as the player fetches it while the start is dragged."""

import json
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from scenes import SCENES, Scene, to_link
from studio.page import edit
from studio.player.payload import keys, payload
from studio.server.picture import PATH, route

SCENE = SCENES["all_five"]
ROUTE = route(payload)


def asked(link: dict[str, str], **headers: str) -> Response:
    fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return ROUTE.endpoint(Request({"type": "http", "query_string": urlencode(link).encode(), "headers": fields}))


def body(response: Response) -> dict[str, object]:
    return dict(json.loads(bytes(response.body)))


@pytest.mark.parametrize("scene", [SCENE, SCENES["noise_escapes"], edit.set_start(SCENES["ball"], -0.3, 0.4)])
def test_the_picture_of_a_link_is_what_its_page_shows(scene: Scene) -> None:
    assert body(asked(to_link(scene))) == json.loads(json.dumps(payload(scene)))


def test_what_the_browser_has_is_not_sent_again() -> None:
    surface, *tables = keys(payload(SCENE))
    sent = payload(edit.set_start(SCENE, 1.0, 0.5), known=[surface])
    assert body(asked(to_link(edit.set_start(SCENE, 1.0, 0.5)) | {"known": surface})) == json.loads(json.dumps(sent))
    assert "z" not in sent["surface"]
    assert all("columns" in run["table"] for run in sent["runs"])
    assert not set(tables) & set(keys(sent))


@pytest.mark.parametrize("link", [{}, {"eta.1": "nan", "x": "1e999"}, {"known": "..", "surface": "<script>"}])
def test_no_link_at_all_breaks_it(link: dict[str, str]) -> None:
    response = asked(link)
    assert response.status_code == 200
    assert body(response)["runs"]


def test_another_site_gets_nothing() -> None:
    assert asked(to_link(SCENE), sec_fetch_site="cross-site").status_code == 403
    assert asked(to_link(SCENE), sec_fetch_site="same-origin").status_code == 200


def test_it_has_an_address_beside_the_pages() -> None:
    assert (ROUTE.path, PATH) == ("/picture", "/picture")
