"""The addresses of the guide."""

from functools import cache

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse

from app.guide.pages import INDEX, list_pages
from app.guide.rendering import FOLDER, SERVED, list_pictures, write_page

router = APIRouter(include_in_schema=False)
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@router.get("/guide")
def lead_to_guide() -> RedirectResponse:
    return RedirectResponse("/guide/", status_code=307)


@router.get("/guide/{name:path}")
def serve_guide(name: str) -> Response:
    """A page, a picture, or the style."""
    if name == "guide.css":
        return Response((FOLDER / name).read_bytes(), media_type="text/css", headers=HEADERS)
    if name in list_pictures():
        return Response(list_pictures()[name].read_bytes(), media_type="image/svg+xml", headers=HEADERS)
    if (name or INDEX) not in list_pages():
        raise HTTPException(404)
    return Response(_write_once(name or INDEX), media_type="text/html", headers=HEADERS)


@cache
def _write_once(name: str) -> str:
    return write_page(list_pages()[name], SERVED)
