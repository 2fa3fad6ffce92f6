"""The endpoint of the skill, and the web site of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

Certificate = Literal["Trusted", "Wildcard"]
#: Amazon's certificate types for an endpoint that can be published; self-signed ones cannot.
CERTIFICATES: tuple[str, ...] = get_args(Certificate)
#: Amazon's regions: North America, Europe and India, the Far East.
REGIONS = ("NA", "EU", "FE")
#: The URL path of the endpoint in `skill/app.py`.
DOOR = "/alexa"

_ARN = re.compile(
    r"arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_]+(:[A-Za-z0-9-_]+)?"
)
#: Amazon's names, which may not be in the host name of the site.
_HERS = ("alexa", "amazon")


@dataclass(frozen=True)
class Hosting:
    """The endpoint (an HTTPS URL or a Lambda ARN), further ones by region, and the site."""

    endpoint: str
    #: The site's URL without a path, such as ``https://cramp-coach.example``.
    site: str
    certificate: Certificate = "Trusted"
    regions: Mapping[str, str] = field(default_factory=dict)


def site_of(endpoint: str) -> str:
    """Return the site of an HTTPS endpoint, or an empty text for a Lambda ARN."""
    parts = urlsplit(endpoint)
    return f"https://{parts.netloc}" if parts.scheme == "https" else ""


def is_function(endpoint: str) -> bool:
    """Return whether *endpoint* is a Lambda function, which serves no pages."""
    return endpoint.startswith("arn")


def hosting_problems(hosting: Hosting) -> Iterator[str]:
    """Yield everything in *hosting* that Amazon rejects, as ``place: what is wrong``."""
    for place, endpoint in {"endpoint": hosting.endpoint, **hosting.regions}.items():
        yield from (f"{place}: {problem}" for problem in _endpoint_problems(endpoint))
    for region in sorted(hosting.regions.keys() - set(REGIONS)):
        yield f"{region}: is no region; the regions are {', '.join(REGIONS)}"
    yield from (f"site: {problem}" for problem in _site(hosting.site))


def _endpoint_problems(endpoint: str) -> Iterator[str]:
    if is_function(endpoint):
        if not _ARN.fullmatch(endpoint):
            yield f"{endpoint!r} is not the ARN of a Lambda function"
        return
    yield from _address_problems(endpoint)
    if urlsplit(endpoint).path != DOOR:
        yield f"{endpoint!r} does not end in {DOOR}, where the skill answers"


def _site(site: str) -> Iterator[str]:
    if not site:
        yield "is missing; a Lambda function serves no pages: say where they are with --site"
        return
    yield from _address_problems(site)
    if urlsplit(site).path:
        yield f"{site!r} has a path; the pages are served from the root"
    for hers in _HERS:
        if hers in urlsplit(site).netloc.lower():
            yield f"{site!r} has {hers!r} in its name, which Amazon does not allow"


def _address_problems(address: str) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme != "https":
        yield f"{address!r} does not begin with https://"
    elif "." not in (parts.hostname or ""):
        yield f"{address!r} has no host that Amazon could find"
    if parts.port not in (None, 443):
        yield f"{address!r} is on port {parts.port}; Amazon calls 443 only"
    if parts.query or parts.fragment or parts.username:
        yield f"{address!r} has more than a host and a path"
