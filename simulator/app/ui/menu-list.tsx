import { type KeyboardEvent, useEffect, useRef } from 'react';

export interface MenuItem {
  readonly label: string;
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** Present where the item is one of a choice. */
  readonly isChecked?: boolean;
  readonly onChoose: () => void;
}

interface MenuListProps {
  readonly label: string;
  readonly items: readonly (MenuItem | null)[];
  readonly onClose: () => void;
}

/** The list below an open menu; focuses its first item. */
export function MenuList({ label, items, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => choicesOf(list.current)[0]?.focus(), [label]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') step(list.current, 1);
    else if (event.key === 'ArrowUp') step(list.current, -1);
    else return;
    event.preventDefault();
  };

  return (
    <div className="menu-list" role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {items.map((item, index) =>
        item === null ? (
          <hr key={index} />
        ) : (
          <MenuChoice key={item.label} item={item} onClose={onClose} />
        ),
      )}
    </div>
  );
}

function MenuChoice({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) {
  const isChoice = item.isChecked !== undefined;
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={item.isChecked}
      disabled={item.isDisabled}
      onClick={() => {
        onClose();
        item.onChoose();
      }}
    >
      <span className="check" aria-hidden="true">
        {item.isChecked ? '✓' : ''}
      </span>
      <span className="label">{item.label}</span>
      <span className="shortcut" aria-hidden="true">
        {item.shortcut}
      </span>
    </button>
  );
}

function choicesOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
}

function step(list: HTMLElement | null, by: number): void {
  const choices = choicesOf(list);
  const current = choices.findIndex((choice) => choice === document.activeElement);
  choices[(current + by + choices.length) % choices.length]?.focus();
}
