import { fill, press, pressAt, seen, shown, tick } from '../hand'
import { look, page, configuration, type Place } from './place'

export const configurationPlaces: Place[] = [
  page('configuration', configuration),
  page(
    'configuration: invalid',
    configuration,
    fill('configuration.sessionTimeout', 'x'),
    fill('configuration.tokenExpiration', '0'),
    fill('configuration.prefix', 'a b'),
  ),
  page('configuration: former prefixes', configuration, shown('.former-prefixes tbody tr')),
  page('configuration: extend a former prefix', configuration, pressAt('.former-prefix-actions .btn:first-child')),
  page(
    'configuration: extend a former prefix, invalid',
    configuration,
    pressAt('.former-prefix-actions .btn:first-child'),
    fill('formerPrefixes.extendDays', '0'),
  ),
  page('configuration: end a former prefix', configuration, pressAt('.former-prefix-actions .btn-danger')),
  page(
    'configuration: prefix',
    configuration,
    fill('configuration.prefix', 'bot$'),
    press('configuration.save'),
    seen('configuration.rename.title'),
    look,
    tick('formerPrefixes.grace'),
    look,
    fill('formerPrefixes.days', 'x'),
  ),
]
