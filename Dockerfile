# whoholds as a service, and the proxy before it (docker-compose.yml). The service loads who is who and the first reports,
# serves on port 8000, and keeps its data in /data, the only place besides /tmp where it writes.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/whoholds
# dependencies before the code, so that a change of code does not fetch them again
COPY requirements.lock ./
RUN /opt/whoholds/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml setup.py MANIFEST.in README.md LICENSE ./
COPY app app
COPY cypher cypher
COPY docs docs
COPY graph graph
COPY ingest ingest
COPY whoholds whoholds
RUN /opt/whoholds/bin/pip install --no-cache-dir --no-deps .

FROM caddy:2.11.7-alpine AS proxy
# a volume begins with the owner of the folder in the image
RUN install -d -o 10002 -g 10002 -m 700 /data /config
COPY Caddyfile /etc/caddy/Caddyfile
USER 10002:10002

FROM python:3.11-slim AS service
RUN useradd --uid 10001 --create-home whoholds \
 && install --directory --owner=whoholds --group=whoholds --mode=700 /data
COPY --from=build /opt/whoholds /opt/whoholds
ENV PATH=/opt/whoholds/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WHOHOLDS_DATA=/data \
    WHOHOLDS_HOST=0.0.0.0 \
    WHOHOLDS_PORT=8000
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
# no proxy: the environment of a container often names one, and this is the container itself
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['WHOHOLDS_PORT'] + '/readyz', timeout=4)"]
CMD ["sh", "-c", "whoholds load reference isis-detainee-transfer reported-figures && exec whoholds serve"]
