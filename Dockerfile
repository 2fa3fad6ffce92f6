# The wheel of the release (run `make wheel` first) and the locked dependencies.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/cramp-coach
COPY requirements.lock ./
RUN /opt/cramp-coach/bin/pip install --require-hashes --only-binary=:all: -r requirements.lock
COPY dist/*.whl ./
# Compile the content with the Python that will read it, then remove pip.
RUN /opt/cramp-coach/bin/pip install --no-deps --no-index ./*.whl \
    && /opt/cramp-coach/bin/cramp-coach content compile \
    && /opt/cramp-coach/bin/pip uninstall --yes pip

# The same image as above: the environment's Python is a link to the image's.
FROM python:3.11-slim-bookworm
COPY --from=build /opt/cramp-coach /opt/cramp-coach
ENV PATH=/opt/cramp-coach/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BIND=0.0.0.0:8000
# A number, so that an orchestrator can check that it is not root; the user owns no files here.
USER 10001:10001
WORKDIR /
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
CMD ["cramp-coach", "serve"]
