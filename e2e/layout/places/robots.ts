import { act, actionMenu, meanwhile, press, pressAt, said, seen, select, selectAll, shown } from '../hand'
import { page, menu, fleeting, inProject, inEmpty, robots, ci, legacy, rolling, type Place } from './place'

const loseSession = meanwhile((page) => page.context().clearCookies({ name: 'sid' }))
const goOffline = meanwhile((page) => page.context().setOffline(true))
/** A table that is drawn from now on fails, as by a fault of the program. */
const breakTables = meanwhile((page) =>
  page.evaluate(() => {
    const create = document.createElement.bind(document)
    document.createElement = ((name: string, options?: ElementCreationOptions) => {
      if (name === 'td') throw new Error('made to fail')
      return create(name, options)
    }) as typeof document.createElement
  }),
)

export const robotsPlaces: Place[] = [
  page('robots', robots),
  page('robots: selected', robots, selectAll),
  page('robots: beyond the last', inProject('robots?page=99')),
  page('robots: none found', inProject('robots?q=zzz')),
  page('robots: none filtered', inEmpty('robots?filter=disabled')),
  page('robots: none', inEmpty('robots')),
  page('robots: search', robots, press('table.search')),
  page('robots: whole text', robots, pressAt('.clamped .icon-button')),
  menu('robots: filter', robots, press('robots.filter.label')),
  menu('robots: action', robots, select(ci), actionMenu),
  menu('robots: action on none', inEmpty('robots'), actionMenu),
  menu('robots: action on legacy', robots, select(legacy), actionMenu),
  menu('robots: permissions', robots, pressAt('tr:has-text("+ci") .permissions-button')),
  page(
    'robots: permissions as table',
    robots,
    pressAt('tr:has-text("+ci") .permissions-button'),
    press('robots.showAsTable'),
  ),
  fleeting(
    'robots: done',
    robots,
    // Both are enabled already: another place looks at the one that is not.
    act('robots.actions.enable', (world) => world.soon, rolling),
    pressAt('[role="alertdialog"] .btn-primary'),
    seen(said('robots.many.enable.done', { count: 2 })),
  ),
  fleeting(
    'robots: session ended',
    robots,
    act('robots.actions.disable'),
    loseSession,
    pressAt('[role="alertdialog"] .btn-danger'),
    shown('.result-failed'),
  ),
  fleeting('robots: server away', robots, goOffline, press('table.refresh'), seen('errors.awayTitle')),
  fleeting('robots: crashed', robots, breakTables, press('shell.members', 'link'), seen('errors.crashTitle')),
]
