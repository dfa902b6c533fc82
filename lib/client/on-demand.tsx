'use client'

import { useEffect, useState, type ComponentType } from 'react'
import { useTranslations } from 'next-intl'
import { toast } from './toast'
import { whenServerIsThere } from './server-reach'
import { reloadForNewVersion } from './typed-input'

/**
 * A component whose script arrives when it is wanted: forms and dialogs, so that the page itself stays small. `preload`
 * is for when that is near. While the server is away it waits; a script that is gone from the server was replaced by a
 * newer version's, and the page is loaded anew, once, with the dialog `name` open: see useReopened.
 */
export function onDemand<Props extends { dialog?: unknown; onClose: () => void }>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
) {
  let loaded: ComponentType<Props> | undefined
  let isNear = false
  const arrive = async () => (loaded ??= await load())

  function OnDemand(props: Props) {
    const t = useTranslations('errors')
    const common = useTranslations('common')
    const [Loaded, setLoaded] = useState(() => loaded)
    const { dialog, onClose } = props
    useEffect(() => {
      let isWanted = !loaded
      const bring = async () => {
        const Component = await persist(arrive, () => isWanted)
        if (!isWanted) return
        if (Component) return setLoaded(() => Component)
        if (reloadForNewVersion({ name, value: dialog ?? null })) return
        toast.error(t('scriptGone'))
        onClose()
      }
      void bring()
      return () => void (isWanted = false)
      // What it is opened with does not change under it.
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [])
    if (Loaded) return <Loaded {...props} />
    return (
      <div className="on-demand">
        <span className="spinner spinner-md" role="status">
          <span className="clr-sr-only">{common('loading')}</span>
        </span>
      </div>
    )
  }

  function preload() {
    if (isNear) return
    isNear = true
    arrive().catch(() => (isNear = false))
  }
  return Object.assign(OnDemand, { preload })
}

/** Undefined when the server is there and the script is not. */
async function persist<Value>(arrive: () => Promise<Value>, isWanted: () => boolean): Promise<Value | undefined> {
  for (let attempt = 0; attempt < 2 && isWanted(); attempt++) {
    try {
      return await arrive()
    } catch {
      await whenServerIsThere()
    }
  }
  return undefined
}
