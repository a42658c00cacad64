# One image for the service, the worker and the migrations.
FROM python:3.11-slim-bookworm AS build
RUN pip install --no-cache-dir uv
WORKDIR /src
COPY requirements.lock ./
RUN uv venv /venv && VIRTUAL_ENV=/venv uv pip install --require-hashes -r requirements.lock
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY app app
COPY migrations migrations
COPY web web
RUN VIRTUAL_ENV=/venv UV_COMPILE_BYTECODE=1 uv pip install --no-deps .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent companion \
    && install -d -o companion -m 700 /data /keys
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    COMPANION_HOME=/data COMPANION_KEYS_DIR=/keys COMPANION_HOST=0.0.0.0 PYTHONUNBUFFERED=1
USER companion
VOLUME ["/data", "/keys"]
EXPOSE 8000
HEALTHCHECK --interval=30s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["companion", "serve"]
