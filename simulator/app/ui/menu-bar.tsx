import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type MenuItem, MenuList } from './menu-list';

export interface Menu {
  readonly label: string;
  /** `null` draws a line. */
  readonly items: readonly (MenuItem | null)[];
}

/** Photoshop's menu bar: arrow keys walk it, Enter chooses, Esc leaves. */
export function MenuBar({ menus }: { readonly menus: readonly Menu[] }) {
  const [open, setOpen] = useState<number>();
  const bar = useRef<HTMLDivElement>(null);
  const close = () => setOpen(undefined);
  useOutsidePress(bar, close);

  const walk = (step: number) => {
    const next = (focusedIndex(bar.current) + step + menus.length) % menus.length;
    titlesOf(bar.current)[next]?.focus();
    if (open !== undefined) setOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') walk(1);
    else if (event.key === 'ArrowLeft') walk(-1);
    else if (event.key === 'Escape' && open !== undefined) {
      titlesOf(bar.current)[open]?.focus();
      close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="menu-bar" role="menubar" ref={bar} onKeyDown={onKeyDown}>
      {menus.map((menu, index) => (
        <div key={menu.label} className="menu">
          <button
            type="button"
            role="menuitem"
            aria-haspopup="menu"
            aria-expanded={open === index}
            data-title={index}
            onClick={() => setOpen(open === index ? undefined : index)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') setOpen(index);
            }}
            onPointerEnter={() => setOpen((current) => (current === undefined ? current : index))}
          >
            {menu.label}
          </button>
          {open === index && <MenuList label={menu.label} items={menu.items} onClose={close} />}
        </div>
      ))}
    </div>
  );
}

function titlesOf(bar: HTMLElement | null): HTMLElement[] {
  return [...(bar?.querySelectorAll<HTMLElement>('[data-title]') ?? [])];
}

/** The menu that holds the focus, on its title or inside its list. */
function focusedIndex(bar: HTMLElement | null): number {
  return titlesOf(bar).findIndex((title) => title.parentElement?.contains(document.activeElement));
}

function useOutsidePress(inside: { readonly current: HTMLElement | null }, onPress: () => void) {
  useEffect(() => {
    const listen = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || !inside.current?.contains(event.target)) onPress();
    };
    document.addEventListener('pointerdown', listen);
    // A press inside a webview's frame is only felt here as a loss of focus.
    window.addEventListener('blur', onPress);
    return () => {
      document.removeEventListener('pointerdown', listen);
      window.removeEventListener('blur', onPress);
    };
  });
}
