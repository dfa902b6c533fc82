import 'server-only'
import type { Actor } from '../../rights/actor'
import { now } from '../../clock'
import { env } from '../../env'
import { announcedSettings } from '../../settings/announced'
import { registryAddress } from '../../settings/registry-address'

/** The release of Harbor whose API this is: clients choose their requests by it. */
const harborVersion = 'v2.16.0'

/** `GeneralInfo`: a little for everybody, more for who is signed in. */
export async function systemInfo(actor: Actor) {
  const { banner, notifies } = await announcedSettings()
  const open = {
    auth_mode: 'db_auth',
    banner_message: banner,
    oidc_provider_name: '',
    primary_auth_mode: false,
    self_registration: false,
  }
  if (actor.kind === 'anonymous') return open
  return {
    ...open,
    current_time: now().toISOString(),
    // A text in any case: clients put it before the names of images.
    registry_url: (await registryAddress())?.host ?? '',
    external_url: env().EXTERNAL_URL,
    project_creation_restriction: 'adminonly',
    has_ca_root: false,
    harbor_version: harborVersion,
    read_only: false,
    notification_enable: notifies,
    registry_storage_provider_name: '',
  }
}
