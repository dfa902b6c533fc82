import { configurationRequest } from '@/lib/domain/wire/configuration'
import { emptyResponse, jsonResponse, methodNotAllowed, signedInRoute } from '@/lib/server/http/api/api-route'
import { bodyOf } from '@/lib/server/http/api/json-body'
import { configurationChanges, wireConfiguration } from '@/lib/server/http/api/wire-configuration'
import { getStoredSettings } from '@/lib/server/settings/get'
import { updateSettings } from '@/lib/server/settings/update'

export const GET = signedInRoute(async ({ actor }) => jsonResponse(wireConfiguration(await getStoredSettings(actor))))

export const PUT = signedInRoute(async ({ actor, request }) => {
  const body = await bodyOf(request, configurationRequest)
  await updateSettings(actor, configurationChanges(body))
  return emptyResponse()
})
export { notAllowed as DELETE, notAllowed as PATCH, notAllowed as POST }
const notAllowed = methodNotAllowed('GET, HEAD, PUT')
