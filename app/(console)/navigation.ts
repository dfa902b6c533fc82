import { getTranslations } from 'next-intl/server'
import type { NavItem } from '@/components/shell/side-nav'
import { paths } from '@/lib/paths'
import type { Capabilities } from '@/lib/server/rights/capabilities'

/** The side navigation of who has these capabilities. Hiding is courtesy: the pages and verbs refuse by themselves. */
export async function navigation({ isSystemAdmin, managesRobots }: Capabilities): Promise<NavItem[]> {
  const [t, allRobots] = [await getTranslations('shell'), await getTranslations('allRobots')]
  const items: NavItem[] = [{ kind: 'link', href: paths.projects(), label: t('projects'), icon: 'organization' }]
  if (managesRobots) items.push({ kind: 'link', href: paths.robots(), label: allRobots('title'), icon: 'robot' })
  if (!isSystemAdmin) return items
  return [
    ...items,
    {
      kind: 'group',
      label: t('administration'),
      icon: 'administrator',
      items: [
        { kind: 'link', href: paths.administrationUsers(), label: t('users'), icon: 'users' },
        { kind: 'link', href: paths.administrationRobots(), label: t('robotAccounts'), icon: 'robot' },
        { kind: 'link', href: paths.administrationConfiguration(), label: t('configuration'), icon: 'cog' },
        { kind: 'link', href: paths.administrationLogs(), label: t('logs'), icon: 'list' },
      ],
    },
  ]
}
