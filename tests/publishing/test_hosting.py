from __future__ import annotations

import pytest

from skill.publishing.hosting import Hosting, hosting_problems, site_of

GOOD = "https://cramp-coach.example/alexa"
SITE = "https://cramp-coach.example"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:cramp-coach"


@pytest.mark.parametrize(
    "hosting",
    [
        Hosting(GOOD, SITE),
        Hosting("https://cramp-coach.example:443/alexa", SITE, "Wildcard"),
        Hosting(FUNCTION, "https://pages.example"),
        Hosting(f"{FUNCTION}:live", SITE, regions={"EU": FUNCTION, "FE": GOOD}),
    ],
)
def test_what_amazon_takes_is_taken(hosting: Hosting) -> None:
    assert list(hosting_problems(hosting)) == []


@pytest.mark.parametrize(
    ("hosting", "expected"),
    [
        (Hosting("http://a.example/alexa", SITE), "endpoint: 'http://a.example/alexa' does not"),
        (Hosting("https://a.example:8443/alexa", SITE), "is on port 8443; Amazon calls 443 only"),
        (Hosting("https://a.example/", SITE), "does not end in /alexa, where the skill answers"),
        (Hosting("https://a.example/alexa?x=1", SITE), "has more than a host and a path"),
        (Hosting("https://localhost/alexa", SITE), "has no host that Amazon could find"),
        (Hosting("arn:aws:lambda:nowhere", SITE), "is not the ARN of a Lambda function"),
        (Hosting("somewhere", SITE), "does not begin with https://"),
        (Hosting(FUNCTION, ""), "site: is missing; a Lambda function serves no pages"),
        (Hosting(FUNCTION, "https://a.example/pages"), "has a path; the pages are served"),
        (Hosting(GOOD, "https://alexa-cramp.example"), "has 'alexa' in its name"),
        (Hosting(GOOD, "https://amazon.cramp.example"), "has 'amazon' in its name"),
        (Hosting(GOOD, SITE, regions={"ASIA": GOOD}), "ASIA: is no region; the regions are NA"),
        (Hosting(GOOD, SITE, regions={"EU": "http://a.example/alexa"}), "EU: 'http://a.example"),
    ],
)
def test_what_amazon_refuses_is_refused_before(hosting: Hosting, expected: str) -> None:
    found = list(hosting_problems(hosting))
    assert any(expected in problem for problem in found), found


def test_the_pages_are_where_the_endpoint_is_unless_that_is_a_function() -> None:
    assert site_of(GOOD) == SITE
    assert site_of(FUNCTION) == ""
