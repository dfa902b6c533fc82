import { defineConfig } from 'prisma/config'

// For `prisma format` and `prisma validate`. Clients and migrations are made by scripts/prisma/*.mjs.
export default defineConfig({ schema: 'prisma/schema.prisma' })
