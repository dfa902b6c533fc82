import 'server-only'
import { selfRotationHours, selfRotationInput } from '@/lib/domain/secrets/self-rotation'
import { rotateOwnSecret } from '../../../robots/rotate-own-secret'
import { json } from '../answers'
import { badRequest } from '../../exchange/error-body'
import { wireRotatedSecret } from '../wire-robot'
import { operation } from './operation'

export const selfRotationOperations = [
  operation({
    // What a job does with a robot's own secret, to replace it.
    id: 'rotateOwnSecret',
    method: 'POST',
    path: '/robots/self/secret',
    body: { schema: 'RobotSelfRotation', optional: true },
    own: true,
    success: 200,
    refusals: [400, 403, 409, 413, 422],
    run: async ({ actor, body: { hours = selfRotationHours.usual } }) => {
      const { data, error } = selfRotationInput.safeParse({ hours })
      if (!data) throw badRequest(`hours ${error.issues[0]!.message}`)
      return json(wireRotatedSecret(await rotateOwnSecret(actor, data)))
    },
  }),
]
