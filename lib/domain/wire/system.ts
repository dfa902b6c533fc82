import { z } from 'zod'
import { wireTime } from './values'

/** `OverallHealthStatus`. */
export const healthAnswer = z.object({
  status: z.enum(['healthy', 'unhealthy']),
  components: z.array(
    z.object({ name: z.string(), status: z.enum(['healthy', 'unhealthy']), error: z.string().optional() }),
  ),
})

/** `GeneralInfo`: the first five for anybody. */
export const systemInfoAnswer = z.object({
  auth_mode: z.string(),
  banner_message: z.string(),
  oidc_provider_name: z.string(),
  primary_auth_mode: z.boolean(),
  self_registration: z.boolean(),
  current_time: wireTime.optional(),
  registry_url: z.string().optional(),
  external_url: z.string().optional(),
  project_creation_restriction: z.string().optional(),
  has_ca_root: z.boolean().optional(),
  harbor_version: z.string().optional(),
  read_only: z.boolean().optional(),
  notification_enable: z.boolean().optional(),
  registry_storage_provider_name: z.string().optional(),
})

/** `Errors`. */
export const errorsAnswer = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string() })) })
