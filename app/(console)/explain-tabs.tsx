import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import '@/components/robots/explain/explain.css'
import { PageTitle } from '@/components/shell/page-title'
import { Tabs } from '@/components/shell/tabs'
import { paths } from '@/lib/paths'

/** What the two pages about access have in common. */
export async function ExplainTabs({ intro, children }: { intro: string; children: ReactNode }) {
  const t = await getTranslations('explain')
  const tabs = [
    { href: paths.explain(), label: t('title') },
    { href: paths.whoCan(), label: t('whoCan.title') },
  ]
  return (
    <div className="explain">
      <PageTitle>{t('title')}</PageTitle>
      <Tabs label={t('tabs')} tabs={tabs} />
      <p className="help-intro">{intro}</p>
      {children}
    </div>
  )
}
