FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && node scripts/assemble.mjs

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    BRIDGE_PORT=7861 \
    DATA_PATH=/data
WORKDIR /app
COPY --from=build /build/dist/image ./
# The volume takes over this owner, so that the bridge may write there without being root.
RUN install --directory --owner=node --group=node /data
USER node
VOLUME /data
EXPOSE 7861
HEALTHCHECK --interval=15s --timeout=3s CMD ["node", "healthcheck.mjs"]
CMD ["node", "gateway.mjs"]
