import { choose, fill, key, press, pressAt, said, seen, shown, tick, type Step } from '../hand'
import { look, page, menu, robots, next, newRobotName, type Place } from './place'

const robotName = fill('robots.wizard.name', 'ci-of-payments')
const fillPatterns = (text: string): Step => fill('permissions.narrow.patterns', text)
const tickPair =
  (resource: string, action: string): Step =>
  (hand) =>
    tick(
      said('permissions.pair', {
        resource: said(`permissions.resource.${resource}`)(hand),
        action: said(`permissions.action.${action}`)(hand),
      }),
    )(hand)
const [pull, readArtifacts] = [tickPair('repository', 'pull'), tickPair('artifact', 'read')]
const finish = press('common.finish')
const escape = key('Escape')
const discardQuestion = seen('common.discard.question')

export const newRobotPlaces: Place[] = [
  page(
    'robots: wizard',
    robots,
    press('robots.new'),
    look,
    robotName,
    fill('robots.wizard.daysLabel', 'x'),
    look,
    fill('robots.wizard.daysLabel', '30'),
    next,
    look,
    pull,
    look,
    escape,
    discardQuestion,
  ),
  page(
    'robots: narrowed',
    robots,
    press('robots.new'),
    robotName,
    next,
    pull,
    press('permissions.narrow.add'),
    pressAt('.patterns-buttons .btn-primary'),
    look,
    fillPatterns('App/*\n!\n**a'),
    look,
    fillPatterns('app/*\nbase\n!app/internal/**'),
    fill('permissions.narrow.try', 'app/web'),
    look,
    press('permissions.narrow.apply'),
    shown('.repository-group .icon-button'),
    look,
    fill('permissions.find.label', 'zzz'),
  ),
  page('robots: date', robots, press('robots.new'), choose('#expiration-type', 'date')),
  menu('robots: tip', robots, press('robots.new'), pressAt('.clr-wizard-page .help-tip')),
  page(
    'robots: secret',
    robots,
    press('robots.new'),
    newRobotName,
    next,
    pull,
    finish,
    seen('robots.secret.once'),
    look,
    escape,
    seen('robots.secret.closeQuestion'),
  ),
  page(
    'robots: own preset',
    robots,
    press('robots.new'),
    newRobotName,
    next,
    pull,
    readArtifacts,
    look,
    press('presets.save'),
    fill('presets.name', 'Nightly build'),
  ),
]
