import type { ActionErrorCode } from '@/lib/domain/action-error'
import { paths } from '@/lib/paths'

export type SignInResult =
  { kind: 'signed-in' } | { kind: 'refused'; code: ActionErrorCode; retryAfterSeconds?: number }

/** Hands name and password to next-auth. The answer sets the session's cookie; nothing of it is kept here. */
export async function signIn(username: string, password: string): Promise<SignInResult> {
  try {
    const { csrfToken } = (await (await fetch(paths.auth.csrf())).json()) as { csrfToken: string }
    const body = new URLSearchParams({ csrfToken, username, password, json: 'true' })
    const response = await fetch(paths.auth.credentials(), { method: 'POST', body })
    if (response.ok) return { kind: 'signed-in' }
    return { kind: 'refused', ...((await response.json()) as { code: ActionErrorCode; retryAfterSeconds?: number }) }
  } catch {
    return { kind: 'refused', code: 'UNAVAILABLE' }
  }
}
