# syntax=docker/dockerfile:1
# One image for web, worker and migrate; what it does is its command. Built from a clean checkout: docker build -t regulars .

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The locked versions. Not "npm ci": it refuses the lock file where a registry lacks the optional packages of other platforms.
# Building needs no more packages than running, and none needs its install script.
RUN npm install --no-save --ignore-scripts --omit=dev --no-audit --no-fund
COPY . .
# Makes the Prisma client too, without downloading an engine.
RUN npm run build

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
