import 'server-only'
import { certificateBundle } from '../registry/signing-key'
import { send, type Call, type Endpoint } from './respond'

const sendBundle = async (call: Call): Promise<void> => {
  send(call, 200, await certificateBundle(), 'application/x-pem-file')
}

/** The certificates a registry checks our tokens with (its `rootcertbundle`): public, so anybody may fetch them. */
export const certificateEndpoint: Endpoint = { GET: sendBundle, HEAD: sendBundle }
