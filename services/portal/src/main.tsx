import { createRoot } from 'react-dom/client';
import { App } from './app';
import { LanguageProvider } from './language/language';
import { SiteProvider } from './parts/site';
import './styles/base.css';
import './styles/parts.css';
import './styles/login.css';
import './styles/account.css';
import './styles/shop.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');
createRoot(root).render(
  <LanguageProvider>
    <SiteProvider>
      <App />
    </SiteProvider>
  </LanguageProvider>,
);
