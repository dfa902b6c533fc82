import { pick, press, shown } from '../hand'
import { page, inProject, type Place } from './place'

export const robotPlaces: Place[] = [
  page('robot', inProject('robots/ci')),
  page('robot: legacy', inProject('robots/jenkins?legacy')),
  page('robot: two secrets', inProject('robots/rolling'), shown('.secret-card')),
  page('robot: retire', inProject('robots/rolling'), press('rotation.retire.action')),
  page('robot: keep longer', inProject('robots/rolling'), press('rotation.keep.action'), pick('#old-secret-at')),
  page('robot: cancel', inProject('robots/rolling'), press('rotation.cancel.action')),
  page('robot: gone', inProject('robots/nothing-of-this-name')),
]
