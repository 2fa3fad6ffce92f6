"""Check the Lambda template and artefact offline: ``python deploy/check.py TEMPLATE ARTEFACT``.

It translates the template to CloudFormation with Amazon's own library, which finds errors that
cfn-lint does not, and checks the files of the artefact that `make lambda` creates.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

# The translator requires a region, but sends no requests.
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

from cfnlint.decode.cfn_yaml import load
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

PARAMETERS = {
    "SkillId": "amzn1.ask.skill.00000000-0000-4000-8000-000000000000",
    "ProvisionedConcurrency": "2",
    "AlarmTopicArn": "arn:aws:sns:us-east-1:000000000000:alarms",
}
#: Lambda's limit for an unpacked artefact, in bytes.
MOST_BYTES = 250 * 1024 * 1024
#: The bytes of an ELF file with its processor, and their value for 64-bit ARM.
MACHINE, AARCH64 = slice(18, 20), (183).to_bytes(2, "little")
#: The function and its content, both also compiled: without that, a start takes a second longer.
WANTED = (
    "skill/aws_lambda.py",
    "skill/data/content/en",
    "skill/data/interaction_model/en/language.yaml",
    "skill/data/build/content.compiled",
    "skill/__pycache__/aws_lambda.cpython-311.pyc",
)


class Policies:
    """The managed policy of a function without policies of its own."""

    def load(self) -> dict[str, str]:
        """Return its ARN by its name."""
        name = "AWSLambdaBasicExecutionRole"
        return {name: f"arn:aws:iam::aws:policy/service-role/{name}"}


def main() -> int:
    """Print the problems and a summary; return the exit status."""
    template, artefact = map(Path, sys.argv[1:])
    found = [*of_template(template), *of_artefact(artefact)]
    for problem in found:
        print(problem)
    return 1 if found else 0


def of_template(template: Path) -> Iterator[str]:
    """Translate the template; yield its problems."""
    written = json.loads(json.dumps(load(str(template))))
    function = written["Resources"]["Skill"]["Properties"]
    # The translator accepts only uploaded code; `sam deploy` uploads it.
    function["CodeUri"] = "s3://bucket/key"
    try:
        made = transform(written, PARAMETERS, Policies())
    except InvalidDocumentException as error:
        yield from (f"{template}: {cause.message}" for cause in error.causes)
        return
    resources = made["Resources"].values()
    callers = [one["Properties"] for one in resources if one["Type"] == "AWS::Lambda::Permission"]
    if [caller.get("Principal") for caller in callers] != ["alexa-appkit.amazon.com"]:
        yield f"{template}: Alexa must be the only caller of the function"
    if not all(caller.get("EventSourceToken") for caller in callers):
        yield f"{template}: Alexa may call the function for any skill"
    print(f"{template}: {len(resources)} resources")


def of_artefact(artefact: Path) -> Iterator[str]:
    """Check every file of the artefact; yield missing files, and libraries for other processors."""
    files = [path for path in artefact.rglob("*") if path.is_file()]
    yield from (f"{artefact / one} is missing" for one in WANTED if not (artefact / one).exists())
    yield from (f"{artefact}: {name} is missing" for name in missing(artefact))
    libraries = [path for path in files if ".so" in path.suffixes]
    for path in libraries:
        if path.read_bytes()[MACHINE] != AARCH64:
            yield f"{path}: is for another processor"
    size = sum(path.stat().st_size for path in files)
    if size > MOST_BYTES:
        yield f"{artefact}: {size} bytes are more than Lambda takes"
    print(f"{artefact}: {len(files)} files, {size >> 20} MB, {len(libraries)} libraries for ARM")


def missing(artefact: Path) -> list[str]:
    """Return the names of the required distributions that the artefact lacks."""
    there = {plain(found.name): found for found in distributions(path=[str(artefact)])}
    needed = [line for line in there["cramp-coach"].requires or () if "extra ==" not in line]
    return [plain(line) for line in needed if plain(line) not in there]


def plain(requirement: str) -> str:
    """Return the normalised distribution name in a requirement."""
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-").replace(".", "-")


if __name__ == "__main__":
    sys.exit(main())
