import type { RevealedSecret } from '@/lib/domain/robot-row'

/** Hands the browser `<full name>.json` with the fields of Harbor's create answer; -1 = never expires, as there. */
export function exportSecret({ id, name, secret, creationTime, expiresAt }: RevealedSecret): void {
  const content = { id, name, secret, creation_time: creationTime, expires_at: expiresAt ?? -1 }
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2) + '\n'], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${name}.json` })
  link.click()
  URL.revokeObjectURL(url)
}
