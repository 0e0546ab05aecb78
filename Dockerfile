# syntax=docker/dockerfile:1
# One image for web, worker and migrate; what it does is its command. Built from a clean checkout: docker build -t regulars .

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs its install script here; the Prisma client is made below, without downloading an engine.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node -e "import('./scripts/lib/install.mjs').then((m) => m.ensurePrismaClient())" && npm run build
# What the running app needs of its packages, and the client that was made for them.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && node -e "import('./scripts/lib/migrate.mjs').then((m) => m.prisma(['generate']))"

FROM node:22-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/prisma.config.ts /app/shopify.app.toml ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/prisma ./prisma
COPY --from=build --chown=root:root /app/scripts ./scripts
COPY --from=build --chown=root:root /app/build ./build
# The image's own user; nothing in /app is its to change.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WORKER_PORT ?? process.env.PORT ?? 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/web.mjs"]
