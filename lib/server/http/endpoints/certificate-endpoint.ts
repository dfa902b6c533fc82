import 'server-only'
import { certificateBundle, jsonWebKeySet } from '../../registry/published-keys'
import { send, type Call, type Endpoint } from '../exchange/respond'

const sendBundle = async (call: Call): Promise<void> => {
  send(call, 200, await certificateBundle(), 'application/x-pem-file')
}
const sendKeySet = async (call: Call): Promise<void> => {
  send(call, 200, await jsonWebKeySet(), 'application/jwk-set+json')
}

/** The certificates a registry checks our tokens with (its `rootcertbundle`): public, so anybody may fetch them. */
export const certificateEndpoint: Endpoint = { GET: sendBundle, HEAD: sendBundle }

/** The same keys as Distribution 3 wants them (its `jwks`). */
export const jsonWebKeySetEndpoint: Endpoint = { GET: sendKeySet, HEAD: sendKeySet }
