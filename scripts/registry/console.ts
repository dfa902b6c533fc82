/**
 * The certificates that a registry checks our tokens with, in PEM, from the running console. Throws a sentence if that
 * does not run there, or does not serve a registry of this name.
 */
export async function fetchCertificates(externalUrl: string, service: string): Promise<string> {
  const query = new URLSearchParams({ service })
  const realm = await ask(externalUrl, `/service/token?${query}`)
  if (realm.status === 400)
    throw new Error(`the console at ${externalUrl} has another REGISTRY_SERVICE than ${service}`)
  const bundle = await ask(externalUrl, '/service/token-bundle.pem')
  const certificates = await bundle.text()
  if (bundle.ok && certificates.includes('-----BEGIN CERTIFICATE-----')) return certificates
  throw new Error(`what answers at ${externalUrl} is not this console: EXTERNAL_URL must be where it is`)
}

async function ask(externalUrl: string, path: string): Promise<Response> {
  try {
    return await fetch(externalUrl + path, { signal: AbortSignal.timeout(5_000) })
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } }
    throw new Error(
      `the console does not answer at ${externalUrl} (${cause?.code ?? message}): start it with "npm start", ` +
        'or set EXTERNAL_URL to where it is',
    )
  }
}
