# Two stages: the first fetches what requirements.lock names, file by file by its hash, and builds Segue's wheel with its
# pages; the second holds only what runs. docs/operations.md tells how to use it.
FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN pip download --no-cache-dir --require-hashes --no-deps --dest /wheels -r requirements.lock
COPY . .
RUN NODE_USE_SYSTEM_CA=1 pip wheel --no-cache-dir --no-deps --wheel-dir /segue . \
    && python -m venv /opt/segue \
    && /opt/segue/bin/pip install --no-cache-dir --no-index --find-links /wheels --find-links /segue "segue-handoff[postgres]" \
    && /opt/segue/bin/pip uninstall --yes pip

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin segue \
    && install -d -o segue -g segue -m 0700 /var/lib/segue
COPY --from=build /opt/segue /opt/segue
ENV PATH=/opt/segue/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    SEGUE_POLICY=/etc/segue/policy.yaml SEGUE_HOST=0.0.0.0
# Beyond this machine Segue listens only with TLS in front: set SEGUE_PUBLIC_URL=https://…, or it says so and stops.
USER segue
WORKDIR /var/lib/segue
VOLUME /var/lib/segue
EXPOSE 8440
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8440/healthz', timeout=4)"]
ENTRYPOINT ["segue"]
CMD ["serve"]
