"""Build the skill manifest (``skill.json``): store listing, compliance and endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalog import Catalog, Catalogs
from ..server.legal_pages import address
from .declared_viewports import VIEWPORTS
from .hosting import Hosting, is_function

Json = dict[str, Any]

#: Amazon's category of the skill.
CATEGORY = "HEALTH_AND_FITNESS"
#: The fields of the icons, and the width and height of each in pixels.
ICONS: Mapping[str, int] = {"smallIconUri": 108, "largeIconUri": 512}

#: Amazon's questions on privacy and export compliance.
COMPLIANCE: Mapping[str, bool] = {
    "allowsPurchases": False,
    "usesPersonalInfo": False,
    "isChildDirected": False,
    "containsAds": False,
    # The skill uses encryption only for TLS and signatures.
    "isExportCompliant": True,
    # This means that the developer is a covered entity or business associate under HIPAA, and that
    # Amazon processes protected health information for them. Neither is the case, and the skill
    # stores nothing about anyone's health.
    "usesHealthInfo": False,
}


def manifest(catalogs: Catalogs, hosting: Hosting, *, name_free: bool = False) -> Json:
    """Return the manifest as JSON; *name_free* adds the interface that published skills can use."""
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _listing(locale, it) for locale, it in catalogs.items()},
                "category": CATEGORY,
                "distributionMode": "PUBLIC",
                # Only countries whose emergency number the skill knows.
                "isAvailableWorldwide": False,
                "distributionCountries": sorted({locale[3:] for locale in catalogs}),
                "testingInstructions": "\n".join(catalogs["other"].store.testing),
            },
            "privacyAndCompliance": {
                **COMPLIANCE,
                "locales": {
                    locale: _legal_page_fields(catalogs, catalog, hosting)
                    for locale, catalog in catalogs.items()
                },
            },
            "apis": {"custom": _custom(hosting, name_free)},
        }
    }


def description(catalog: Catalog) -> str:
    """Return the long description of the store listing; it ends with the disclaimer."""
    return "\n\n".join((*catalog.store.description, catalog.store.disclaimer))


def icon(locale: str, field: str) -> str:
    """Return the path of a locale's icon, relative to the folder of the manifest."""
    return f"assets/images/{locale}_{field.removesuffix('Uri')}.png"


def _listing(locale: str, catalog: Catalog) -> Json:
    store = catalog.store
    return {
        "name": store.name,
        "summary": store.summary,
        "description": description(catalog),
        "examplePhrases": list(store.examples),
        "keywords": list(store.keywords),
        **{field: f"file://{icon(locale, field)}" for field in ICONS},
    }


def _legal_page_fields(catalogs: Catalogs, catalog: Catalog, hosting: Hosting) -> Json:
    fields = {"privacyPolicyUrl": "privacy", "termsOfUseUrl": "terms"}
    return {
        field: hosting.site + address(catalogs, catalog.language, page)
        for field, page in fields.items()
    }


def _custom(hosting: Hosting, name_free: bool) -> Json:
    built: Json = {
        "endpoint": _endpoint_field(hosting.endpoint, hosting),
        "interfaces": [
            {"type": "ALEXA_PRESENTATION_APL", "supportedViewports": list(VIEWPORTS.values())}
        ],
    }
    if hosting.regions:
        built["regions"] = {
            region: {"endpoint": _endpoint_field(endpoint, hosting)}
            for region, endpoint in hosting.regions.items()
        }
    if name_free:
        built["interfaces"].append({"type": "CAN_FULFILL_INTENT_REQUEST"})
    return built


def _endpoint_field(endpoint: str, hosting: Hosting) -> Json:
    if is_function(endpoint):
        return {"uri": endpoint}
    return {"uri": endpoint, "sslCertificateType": hosting.certificate}
