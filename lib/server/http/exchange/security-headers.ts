import 'server-only'
import { env } from '../../env'

type Surroundings = { https: boolean; development: boolean }

export const surroundings = (): Surroundings => ({
  https: env().EXTERNAL_URL.startsWith('https:'),
  development: env().NODE_ENV === 'development',
})

/**
 * The content security policy of a page: scripts run only with this answer's nonce, or loaded by one that did. Style
 * attributes are let through, since React writes them; style elements are not.
 */
export function contentSecurityPolicy(nonce: string, { development }: Surroundings): string {
  return directives({
    'default-src': "'self'",
    'script-src': `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // The development server's own overlay puts style elements into the page.
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self' data:",
    'connect-src': development ? "'self' ws:" : "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'object-src': "'none'",
  })
}

/** For answers that no browser should ever show as a page. */
export const machinePolicy = "default-src 'none'; frame-ancestors 'none'"

const directives = (policy: Record<string, string>): string =>
  Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')

/** What every answer carries. `same-origin`, not `no-referrer`: the latter makes browsers send `Origin: null`. */
export const securityHeaders = ({ https }: Pick<Surroundings, 'https'>): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  ...(https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
})
