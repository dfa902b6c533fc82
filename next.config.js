import { PHASE_PRODUCTION_SERVER } from 'next/constants.js'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // Whoever asks: a title that came late would be missing for a moment at each change of the page.
  htmlLimitedBots: /.*/,
  experimental: {
    serverActions: { bodySizeLimit: '1mb' },
    // Fewer, larger files: a page loads in at most 22 requests (e2e/page-weight.spec.ts).
    turbopackChunking: { minChunkSize: 400_000 },
  },
  // A page reloads itself when the answer comes from another build, so builds of one source have one name.
  generateBuildId: () => process.env.BUILD_ID ?? null,
  // Pages know of which build they are: lib/client/steady-fetch.ts.
  compiler: { define: { BUILD: process.env.BUILD_ID ?? '' } },
  // Names of server actions and files depend on where a source lies below this: not on what lies above the clone.
  turbopack: { root: import.meta.dirname },
  // `npm test` checks the types; whoever only starts the product should not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Native code, or module state that must exist once per process: node loads these itself.
  serverExternalPackages: [
    '@libsql/client',
    '@node-rs/argon2',
    '@opentelemetry/api',
    '@prisma/adapter-libsql',
    '@prisma/adapter-pg',
    '@prisma/client',
    'libsql',
    'pg',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
  ],
}

/** The plugin acts on what is built; a server that only serves need not load its compiler. */
export default async function nextConfig(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config
  const { default: createNextIntlPlugin } = await import('next-intl/plugin')
  const messages = { path: './lib/i18n/messages', format: 'json', locales: 'infer', precompile: true }
  const experimental = { messages, srcPath: ['./app', './components', './lib'] }
  return createNextIntlPlugin({ requestConfig: './lib/i18n/request.ts', experimental })(config)
}
