import 'server-only'
import { registryAddressOf, type RegistryAddress } from '@/lib/domain/settings/registry-address'
import { currentSettings } from './current'

/** Where clients find the registry, as the environment or the configuration says; null when neither does. No secret. */
export async function registryAddress(): Promise<RegistryAddress | null> {
  const { registryAddress: kept } = await currentSettings()
  return kept === null ? null : registryAddressOf(kept)
}
