/** An answer of the API that is no success. `status` is 0 when the server could not be reached. */
class FetchError extends Error {
  readonly kind = 'fetch-error'
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** Reads JSON from our own API with the session cookie; anything but a 2xx answer throws a FetchError. */
export async function fetchJson<T>(url: string, init: RequestInit = {}): Promise<{ data: T; total: number }> {
  const response = await fetch(url, { ...init, headers: { Accept: 'application/json', ...init.headers } }).catch(
    (cause: unknown) => {
      if (init.signal?.aborted) throw cause
      throw new FetchError(0, 'network')
    },
  )
  if (!response.ok) throw new FetchError(response.status, await errorText(response))
  return { data: (await response.json()) as T, total: Number(response.headers.get('X-Total-Count') ?? 0) }
}

async function errorText(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  const errors = (body as { errors?: { message?: string }[] } | null)?.errors
  return errors?.[0]?.message ?? response.statusText
}
