'use client'

import { useEffect, useRef, useState } from 'react'
import { endOfName } from './end-of-name'

/**
 * A name on one line, whatever script it is in. Names differ at their ends, so one that has no room is cut in the middle:
 * for eyes alone. Whoever copies it or has it read gets the whole, which the title shows as well.
 */
export function Name({ children: name }: { children: string }) {
  const host = useRef<HTMLElement>(null)
  const [end, setEnd] = useState<string>()

  useEffect(() => {
    const box = host.current
    const whole = box?.firstElementChild
    if (!box || !whole) return
    const measure = () => setEnd(endOfName(name, box.clientWidth, whole.scrollWidth))
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [name])

  return (
    <bdi ref={host} className="name" title={end === undefined ? undefined : name} data-end={end}>
      <span>{name}</span>
    </bdi>
  )
}
