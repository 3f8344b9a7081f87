import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/ui.css';
import { App } from './app';
import { start } from './state/start';
import { showHintsWhenTyped } from './ui/keys';

showHintsWhenTyped();
render(<App />, document.querySelector('#app')!);
void start();
