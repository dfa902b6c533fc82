import 'server-only'
import { getLink } from '../../../links/get'
import { json } from '../answers'
import { operation } from './operation'

export const linkOperations = [
  operation({
    // What has become of a link that was just made, while it is on the screen.
    id: 'getLink',
    method: 'GET',
    path: '/links/{link_id}',
    own: true,
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(await getLink(actor, ids.link_id)),
  }),
]
