/**
 * Words that the frames of many sites share, in the languages whose pages are read. They are data for the families
 * that read by common signs; in small letters, because pages print them in any case. A comma parts them.
 */
const words = (list: string): string[] => list.split(/\s*,\s*/).map((word) => word.trim());

/** Whole lines: buttons, menus, counters, consent. */
export const frameLines: string[] = [
  // what publishing systems print round a text
  ...words(`
    page {views} of {views}, hits: {views}, media contact: {rest}, media contacts: {rest}, press contact: {rest}, updated {rest} ago, last updated {rest} ago, updated just now,
    printed from {rest}, {rest} | printed from {rest}, unsubscribe | {rest}, you are receiving this email {rest}, you received this email {rest}, you're receiving this email {rest},
    open navigation menu, open navigation, close navigation, close navigation menu, expand navigation, to: {rest}@{rest}, cc: {rest}@{rest}, reply-to: {rest}, ---------- forwarded message{rest}, begin forwarded message:, level {views}, {views} view comments,
    this is a rush transcript{rest}, ~{views} min, ~{views} min read, for more information contact: {rest}, for more information, contact: {rest}, slug: {rest}, dek: {rest},
    url: http{rest}, source url: http{rest}, permalink: http{rest},
    réservé aux abonnés, réserver aux abonnés, wechat, weibo, qq, submit a news tip,
    corrections and clarifications, last article: {rest}, next article: {rest}, previous article: {rest},
    prev: {rest}, like ({views}), likes ({views}), dislike ({views}), dislike, report, report a typo,
    report an error, report abuse, about this story, loading comments..., loading comments…, last modified date, thank you, originally published: {rest}, forward this email{rest}, you're receiving this because{rest}, {views} shares {rest}, {rest} is not responsible for the content of external sites{rest}, tips oss, tips oss!, tipsa oss, tipsa oss!, add to calendar, book now, thanks for your feedback!, thanks for your feedback, lecture audio {rest}, read the full article on {rest}, read the full story on {rest}, {views} points by {rest}, {views}k, as seen on tv, sort by: {rest}, join the chat, in: {rest}, be the first to know, not now, turn on, eds: {rest}, 글자크기 변경, return to {rest}, guess you like, read {views}, reads {views}, views {views}, clicks {views},
    link to this article{rest}, address of this article{rest}, read full story at {rest},
    read the full story at {rest}, read full article at {rest}, posted by, published by {rest},
    here's how you know, an official website of {rest}, {views} minuti di lettura, {views} min di lettura,
    {views} minutos de lectura, {views} min de leitura, tagged {rest}, press office, story saved,
    we have more newsletters, why you can trust {rest}, get the latest {rest} to your inbox, send flowers, plant a tree, plant trees, guestbook, sign the guestbook, view guestbook,
    share a memory, print friendly, view desktop version, share to, aa, a+, a-, a a, text size, font size,
    font: {rest}, font size: {rest}, text size: {rest}, doi: {rest}, https://doi.org/{rest}, news provided by,
    read more from {rest}, release number: {rest}, email: {rest}, e-mail: {rest}, votre adresse email, s'inscrire,
    choisir une région, veuillez saisir {rest}, ad feedback, {views} of {views}, ascolta questo articolo{rest}, {views} min lesedauer, laatste update: {rest},
    view in browser, view in your browser, view this email in your browser, view this email in {rest}, word count: {rest},
    ends, - ends -, back to news, back to all news, back to blog, back to all posts, back to articles, back to list, find us, filed: {views}:{rest},
    article id: {rest}, views: {views}, comments: {views}, text:, body:, continued on page {views}, (continued on page {views}),
    continued from page {views}, (continued from page {views}), add as preferred source{rest}, add as a preferred source{rest},
    issue {views} / {rest}, issue {views} | {rest}, issue {views} · {rest}, volume {views} / {rest}, vol. {views} / {rest},
    ログインする, 会員登録, 無料会員登録,
    有料会員に登録する, 無料会員に登録する, すべての記事が読み放題, この記事は有料記事です。{rest}, [会員限定記事], site index, 利用規約,
    プライバシーポリシー, お問い合わせ, reader comments {rest}, page: {views} {rest}, enlarge / {rest}, date:, source:, summary:, from:,
    published, find out what's happening in {rest}, let's go!, open extended reactions, don't show me this message again,
    find your bookmarks {rest}, enlarge image, close video, autorka/autor: {rest}, autor/autorka: {rest},
    {rest}you can now listen to {rest} articles!, salvar artigos, recurso exclusivo para assinantes, ouvir o texto,
    diminuir fonte, aumentar fonte, facebook x linkedin, the rules of replying:, continue reading the main story, skip past newsletter promotion, after newsletter promotion,
    a version of this article {rest}, a version of this story {rest}, see more on: {rest}, see more on {rest},
    save this story, close thanks for signing up!, thanks for signing up!, jump to:, in this article,
    jump to section, enter your email address, enter your email, your email address, e-mail address,
    email address, free daily newsletter, sign up to {rest}, our morning email {rest}, free newsletter, sign up to {rest} newsletter, related to: {rest},
    available languages: {rest}, comments are closed., comments are closed, comments are closed on {rest},
    you must be logged in to {rest}, you must log in to {rest}, please log in to {rest},
    by submitting your email{rest}, view bio,
    listen · {rest}, listen • {rest}, article réservé aux abonnés, réservé à nos abonnés,
    lecture du {rest} en cours sur un autre appareil., artikel zum hören{rest}, aggiornato alle {rest},
    aggiornato ore {rest}, mis à jour à {rest}, aktualisiert um {rest}, actualizado a las {rest},
    atualizado às {rest}, bijgewerkt om {rest}, update: {rest} geleden, {views} min czytania,
    {views} minuty czytania, {views} min de lecture, {views} minutes de lecture, {views} min de lectura,
    {views} min lezen, {views} min. lesezeit, {views} min lesezeit, {views} min läsning,
    dziękujemy{rest}przeczytałeś{rest}, door onze redactie, door onze {rest}redactie, von unserer redaktion, par la rédaction,
    diskutieren sie mit, ich möchte kommentieren, purchase licensing rights{rest}, sponsor message,
    become a sponsor, this story was originally published {rest}, {views} minutes, {views} min, suivre, suivre ce média,
    suivez {rest}, この記事は有料会員限定です, 有料記事, 会員限定記事, [editor{rest}, (editor: {rest}
  `),
  // sharing and saving
  ...words(`
    share, share this, share this:, logga in och {rest}, detta är en låst artikel., läs mer här, läs vidare, logg inn og {rest}, log ind og {rest}, ogni venerdì nella {rest},
    zurück, zurück zur übersicht, nächster beitrag: {rest}, vorheriger beitrag: {rest}, copy article link, give feedback on this article,
    normal text size, larger text size, very large text size, small text size,
    duration {views}:{views}, haberin devamı, dalszy ciąg materiału{rest}, data utworzenia: {rest}, data publikacji: {rest}, masz ciekawy temat?{rest},
    first uploaded on: {rest}, first published on: {rest}, {views} tys., materials provided by {rest}, participe do canal {rest}, siga o canal {rest},
    entre no canal {rest}, click here to join {rest}, join our commenting forum, newsguard, haben sie fehler entdeckt?{rest}, your support helps us{rest},
    самые важные новости{rest}, this was published {rest} ago, {views} mins to read, {views} min to read, {views} minutes to read, advertise with {rest},
    invalid email, please enter a valid email{rest}, something went wrong{rest}, please try again later{rest}, more newsletters,
    story saved, you can find this story in {rest}, print friendly version, players mentioned, newspaper section: {rest}, line,
    ein dokument, {views} dokumente, pdf - {rest}, pdf: {rest}, download as {rest}, compartí esta nota, comparte esta nota,
    comparte esta noticia, compartir esta noticia, compartilhe esta notícia, compartilhe no {rest}, enviar por whatsapp, heb je een tip{rest},
    heeft u een tip{rest}, do you like the content of this article?, add to bookmarks, added to bookmarks, remove from bookmarks,
    story links, box score, skip to article, skip to main article, open image in gallery, open image modal, image:, foto di repertorio,
    archivbild, symbolbild, symbolfoto, immagine di repertorio, imagen de archivo, photo d'illustration, 讚, 列印, 用line傳送, 贊助廣告,
    buy now, sign up!, sign me up, sign me up!, from the section {rest},
    we value your privacy, your privacy choices, the gist, provided by {rest}, citation: {rest}, story highlights,
    image caption,  view photos, view photo, buy photo, view gallery, see gallery, show caption, get involved with the news,
    this article has been reviewed according{rest}, editors' notes,
    หน้าแรก, ข่าว, แชร์, হোম, প্রচ্ছদ, শেয়ার করুন, αρχική, शेयर करें, फॉलो करें, फॉलो करें:, होम, खोजें, और पढ़ें, शेयर, الاستماع, استمع إلى المقال, استمع, اقرأ المزيد, نسخ الرابط, حفظ,
    читать в {rest}, слушать, 分享到, 分享到：, 分享至, 字体：{rest}, 基本字号, 글자 크기 변경, 기사 저장, 본문 글자 크기 조정, 기사를 읽어드립니다,
    記事を保存, 記事を印刷, この記事をシェア, 全文表示, clique aqui para {rest}, clique e siga {rest}, siga o {rest}, haz clic aquí {rest},
    pulsa aquí para {rest}, clicca qui per {rest}, cliquez ici pour {rest}, hier klicken{rest}, klicken sie hier{rest},
    vídeos: {rest}, temas relacionados: {rest}, leggi dopo, ascolta la versione audio{rest}, ajouter à vos sélections,
    lire plus tard, artikel merken, artikel anhören, zur merkliste, in den favoriten speichern, seguir, añadir a favoritos,
    download the full report{rest}, download pdf{rest}, download as pdf{rest}, view pdf, share this article, share to facebook, share to twitter, share to {rest}, open in app, get the app, share this story, share article, share on facebook, share on twitter, share on x,
    share on linkedin, share on whatsapp, share via email, share on email, sharetweetpin, sharetweet, tweet,
    pin, pin it, post, facebook, twitter, x, whatsapp, linkedin, reddit, pinterest, instagram, telegram,
    flipboard, threads, bluesky, youtube, tumblr, email, e-mail, email this, email this article, mail, sms,
    print, print this page, print this article, copy link, copy url, link copied, link copied!, copied!, link,
    save, save this, save article, save story, save for later, bookmark, gift this article, gift article, like,
    like this:, like loading..., like loading…, loading..., loading…, click to share on {rest},
    click to email {rest}, click to print {rest}, follow, following, follow us, listen, download, embed, video,
    audio, {views}-minute listen, {views} minute listen, heard on {rest}, hide caption, toggle caption,
    enlarge this image, listen to this article, listen to article, listen to story, play, pause, watch,
    republish this story, add us on google, prefer us on google,
    teilen, artikel teilen, drucken, artikel drucken, merken, vorlesen, auf facebook teilen, per e-mail teilen,
    link kopieren, folgen, anhören,
    partager, partager sur {rest}, commenter, imprimer, envoyer, écouter, écouter l'article, enregistrer,
    offrir, copier le lien, réagir,
    compartir, compartir en {rest}, compartir noticia, guardar, imprimir, escuchar, comentar, copiar enlace,
    enviar por correo,
    compartilhar, compartilhe, partilhar, partilhe, ouvir, salvar, copiar link,
    condividi, condividi su {rest}, stampa, salva, ascolta, ascolta l'articolo,
    delen, deel dit artikel, deel artikel, afdrukken, bewaren, opslaan, luister,
    dela, dela artikeln, skriv ut, spara, lyssna, del, del artikel, del artiklen, jaa, tulosta,
    udostępnij, drukuj, zapisz, sdílet, tisk, megosztás, distribuie,
    paylaş, yazdır, kaydet, dinle, bagikan, cetak,
    поделиться, печать, распечатать, сохранить, скопировать ссылку, поділитися, поширити, друк,
    شارك, مشاركة, طباعة, שתף, chia sẻ, in bài viết, lưu bài, zdieľať, сподели,
    シェアする, シェア, ツイート, 印刷, 保存, 분享, 分享, 打印, 收藏, 点赞, 공유, 공유하기, 기사 공유하기, 기사 공유, 인쇄, 스크랩, 글자크기, 가
  `),
  // comments as buttons and counts
  ...words(`
    both comments and trackbacks are currently closed., %d bloggers like this,
    comments, reply ({views}), replies ({views}), article bookmarked, reader interactions, comment,
    view comments, show comments, see comments, read comments, hide comments, add a comment, add comment, reply,
    no comments, no comments yet, {views} shares, {views} share, {views} likes, {views} views, {views} reads,
    {views} hits, be the first to comment, log in or register to post comments, login to comment, kommentieren,
    kommentare, commentaires, comentarios, commenti, reacties
  `),
  // menus
  ...words(`
    home, menu, search, close, open menu, main menu, skip to content, skip to main content, skip to navigation,
    jump to navigation, jump to content, jump to recipe, print recipe, jump to video, author, authors, by,
    disclosure statement, view all partners, skip navigation, navigation, toggle navigation, sections, site map,
    sitemap, log in, login, log out, log in / register, sign in, sign up, sign out, register, join, subscribe,
    subscribe now, support us, donate, donate now, newsletters, my account, account, e-paper, epaper, e-edition,
    jobs, classifieds, obituaries, next, previous, next article, previous article, next story, previous story,
    next post, previous post, next page, previous page, back, back to top, top, go to top, read more,
    read more…, read more..., read less, show more, show less, load more, see more, see all, view all, more,
    continue reading, continue reading…, read full article, read full story, read the full story, full story,
    expand, collapse, terms of use, terms of service, terms and conditions, terms, privacy policy, privacy,
    privacy notice, cookie policy, cookies, cookie settings, contact, contact us, about us, advertise,
    advertise with us, accessibility, careers, all topics, transcript, watch live, watch now, close ad, latest,
    trending, live, just in,
    hopp til innhold, hopp til hovedinnhold, hoppa till innehåll, hoppa till huvudinnehåll, gå til indhold, gå til hovedindhold,
    siirry sisältöön, přejít k obsahu, přejít na obsah, preskočiť na obsah, przejdź do treści, ugrás a tartalomhoz,
    içeriğe geç, перейти к содержанию, перейти к основному содержанию, saltar al contenido, ga naar inhoud,
    ga naar de inhoud, passer au contenu, saltar para o conteúdo, salta al contenuto, sari la conținut,
    본문 바로가기, 본문으로 바로가기, 本文へ, 本文へスキップ, 跳到主要内容,
    zum inhalt springen, zum inhalt, zur navigation, startseite, suche, anmelden, abo, abonnieren, schließen,
    impressum, datenschutz, nach oben, mehr laden, mehr anzeigen,
    accueil, rechercher, se connecter, s'abonner, fermer, aller au contenu, je m'abonne, lire la suite,
    lire plus,
    inicio, buscar, iniciar sesión, suscríbete, suscribirse, cerrar, ir al contenido, leer más, ver más,
    início, entrar, assine, fechar, ir para o conteúdo, pular para o conteúdo, ver mais, saiba mais,
    cerca, accedi, abbonati, chiudi, vai al contenuto, leggi di più,
    zoeken, inloggen, abonneren, sluiten, naar de inhoud, lees verder, lees meer, hem, sök, logga in, stäng,
    søk, logg inn, haku, kirjaudu,
    strona główna, szukaj, zaloguj się, zaloguj, zamknij, czytaj dalej, hlavní stránka, hledat,
    ana sayfa, anasayfa, ara, giriş yap, kapat, devamını oku, beranda, masuk, cari,
    главная, поиск, войти, меню, закрыть, подписаться, показать ещё, читать далее, головна, пошук,
    トップ, ホーム, メニュー, 検索, ログイン, 続きを読む, もっと見る, 首页, 菜单, 搜索, 登录, 注册, 返回顶部, 홈, 메뉴, 검색, 로그인
  `),
  // consent
  ...words(`
    accept, accept all, accept cookies, accept all cookies, reject, reject all, reject cookies, decline,
    manage options, manage cookies, manage preferences, manage settings, got it, i agree, agree, ok, okay,
    akzeptieren, alle akzeptieren, ablehnen, tout accepter, tout refuser, accepter, refuser, aceptar, rechazar,
    aceitar, rejeitar, accetta, rifiuta, accepteren, weigeren, godkänn, akceptuję, принять, 同意する
  `),
  // advertising and labels of the page
  ...words(`
    advertisement, advertisements, advertising, ad, ads, advertorial, paid content, paid post,
    paid partner content, sponsored, sponsored by {rest}, promoted, partner content,
    advertisement - continue reading below, advertisement - scroll to continue, continue reading below,
    story continues below advertisement, article continues below advertisement, exclusive, premium,
    abonnez-vous {rest}, inscrivez-vous {rest}, suivez-nous {rest}, suscríbete {rest}, suscríbase {rest},
    síguenos {rest}, assine {rest}, siga-nos {rest}, iscriviti {rest}, seguici {rest}, jetzt abonnieren{rest},
    folgen sie uns {rest}, abonnieren sie {rest}, meld je aan {rest}, schrijf je in {rest}, volg ons {rest},
    prenumerera {rest}, följ oss {rest}, zapisz się {rest}, obserwuj nas {rest}, abone ol{rest},
    подпишитесь {rest}, подписывайтесь {rest}, підписуйтесь {rest}, subscribe to continue reading{rest},
    this article is for subscribers{rest}, this content is for subscribers{rest}, already a subscriber?{rest},
    la suite est réservée aux abonnés{rest}, cet article est réservé aux abonnés{rest},
    il vous reste {rest} de cet article à lire{rest}, weiterlesen mit {rest}, solo para suscriptores{rest},
    for subscribers, subscriber only, subscriber exclusive, full story, breaking, breaking news, developing,
    live updates, opinion, analysis, explainer, editorial, anzeige, werbung, publicité, publicidad, publicidade,
    pubblicità, advertentie, annons, annonce, mainos, reklama, reklam, iklan, реклама, 広告, 广告, 광고
  `),
  // counters and marks
  ...words(`
    {views} min read, {views} minute read, {views} minutes read, {views} mins read, {views} min. read,
    {views}-minute read, reading time: {rest}, reading time {rest}, estimated reading time: {rest},
    est. read time {rest}, read time: {rest}, time to read: {rest}, lesedauer: {rest}, lesezeit: {rest},
    lesedauer {rest}, temps de lecture : {rest}, temps de lecture: {rest}, temps de lecture {rest},
    publié aujourd'hui{rest}, published today{rest}, posted today{rest}, publicado hoy{rest}, oggi{rest},
    сегодня{rest}, lecture : {rest}, tiempo de lectura: {rest}, tempo de leitura: {rest},
    tempo di lettura: {rest}, leestijd: {rest}, lästid: {rest}, czas czytania: {rest}, okuma süresi: {rest},
    время чтения: {rest}, {views} minutes ago, {views} minute ago, {views} hours ago, {views} hour ago,
    {views} hours ago{rest}, {views} minutes ago{rest}, {views} days ago{rest}, posted {views} hours ago{rest},
    posted {views} minutes ago{rest}, posted {views} days ago{rest}, published {views} hours ago{rest},
    updated {views} days ago{rest}, {views} days ago, {views} day ago, {views} weeks ago, {views} months ago,
    {views}h ago, {views}d ago, {views}m ago, vor {views} stunden, vor {views} minuten, il y a {views} heures,
    hace {views} horas, há {views} horas, atualizado há {rest}, updated {views} hours ago,
    updated {views} minutes ago, just now, {views}
  `),
  // where it was filed
  ...words(`
    tags: {rest}, tags:{rest}, tag: {rest}, tagged: {rest}, tagged with: {rest}, tagged in: {rest},
    tagged as: {rest}, topics: {rest}, topic: {rest}, filed under: {rest}, filed in: {rest}, categories: {rest},
    category: {rest}, posted in {rest}, keywords: {rest}, labels: {rest}, in {section} {views} comments,
    source: {rest}, sources: {rest}, previous: {rest}, next: {rest}, share: {rest}, schlagwörter: {rest},
    themen: {rest}, quelle: {rest}, mots-clés : {rest}, etiquetas: {rest}, marcadores: {rest},
    trefwoorden: {rest}, tagi: {rest}, źródło: {rest}, etiketler: {rest}, kaynak: {rest}, теги: {rest},
    источник: {rest}, 来源:{rest}, 来源：{rest}, 责任编辑:{rest}, 责任编辑：{rest}, 编辑:{rest}, 编辑：{rest}, 标签:{rest},
    标签：{rest}, 【字体{rest}, 字号{rest}, 出典:{rest}, 태그{rest}
  `),
  // press releases and print
  ...words(`
    for immediate release, for immediate use, full story, contact: {rest}, contacts, media contact,
    media contact:, media contacts, media contacts:, press contact, press contact:, contact information,
    media: {rest}, press: {rest}, view source version on {rest}, source {rest} press release,
    this article appears in {rest}, this article appeared in {rest}, this story appeared in {rest},
    our standards: {rest}, view original content{rest}, read the original article{rest}
  `),
];

/** Headings of lists of other stories that belong to the subject. */
export const relatedHeadings: string[] = words(`
    related discussions, আরও পড়ুন, ข่าวที่เกี่ยวข้อง, διαβάστε επίσης, guess you like, people are also reading, people are also reading…, people are also reading..., readers also liked,
    more {section} stories, most popular in {section}, you might also be interested in, you might also be interested in:, you may be interested in,
    readers are also interested in, more on this, related to this story, what to know, what else to read,
    ये भी पढ़ें, ये भी पढ़ें:, यह भी पढ़ें, यह भी पढ़ें:, इसे भी पढ़ें, संबंधित खबरें, اقرأ أيضا:, اقرأ أيضًا, إقرأ أيضا, قد يهمك أيضا, الأكثر صلة,
    mehr zu diesem thema, das könnte dich auch interessieren, weiterlesen, pour aller plus loin, sur le même thème, lire également,
    más información:, sobre el mismo tema, noticia relacionada, nel nostro archivio, altri articoli, dello stesso autore,
    powiązane, może cię zainteresować, benzer haberler, bunları da okuyun, вам может быть интересно, ещё по этой теме, 이 기사와 함께 보면 좋은 기사,
    guess you like, you may like to read, random recommendation, random articles, random posts,
    more from author, more from the author, you may also enjoy, you might also enjoy, also on {site},
    other stories, more articles, more headlines, other articles, other news, related, related:,
    related articles, related article, related stories, related story, related news, related posts,
    related post, related content, related coverage, related reading, related links, related videos, read next,
    read next:, read more:, read also, read also:, also read, also read:, up next, see also, see also:,
    more stories, more news, more on this story, more on this topic, more on this, more from {site},
    more in {site}, more like this, more to read, you may also like, you might also like, you may like,
    you might like, further reading, keep reading, explore more, what to read next, don't miss, in this story,
    more:, from the archive, from the archives, also see:, also see, related internet links, more stories on,
    more reviews, more features, more opinion, more sport, more sports, more local news, more headlines,
    more from the section, more in news, more coverage,
    mehr zum thema, mehr dazu, lesen sie auch, lesen sie auch:, das könnte sie auch interessieren,
    auch interessant, ähnliche artikel, verwandte artikel, weitere artikel, weitere meldungen,
    weitere nachrichten, zum thema,
    à lire aussi, à lire aussi :, lire aussi, lire aussi :, à lire également, sur le même sujet, articles liés,
    articles similaires, vous aimerez aussi, voir aussi,
    te puede interesar, le puede interesar, también te puede interesar, noticias relacionadas,
    artículos relacionados, relacionados, lea también, lee también, más noticias, más información, ver también,
    leia também, leia também:, leia mais, leia mais:, veja também, veja também:, notícias relacionadas,
    artigos relacionados, mais notícias, saiba mais:,
    leggi anche, leggi anche:, articoli correlati, potrebbe interessarti, potrebbe interessarti anche,
    correlati, vedi anche,
    lees ook, lees ook:, gerelateerde artikelen, gerelateerd, meer over dit onderwerp, lees meer over,
    läs också, läs också:, läs även, läs mer, läs mer:, läs mer om, relaterat, les også, les også:, læs også,
    læs også:, lue myös, aiheesta lisää,
    zobacz także, zobacz też, czytaj też, czytaj także, przeczytaj także, powiązane artykuły, čtěte také,
    související články, olvasd el ezt is, citește și,
    ilgili haberler, bunlar da ilginizi çekebilir, ayrıca oku, baca juga, berita terkait,
    читайте также, читайте также:, по теме, похожие новости, ещё по теме, материалы по теме, смотрите также,
    читайте також,
    kapcsolódó cikkek, kapcsolódó hírek, اقرأ أيضا, اقرأ أيضاً, مواضيع ذات صلة, أخبار ذات صلة, כתבות נוספות, tin liên quan,
    bài viết liên quan, xem thêm, свързани статии, súvisiace články, articles relacionats,
    関連記事, 関連ニュース, あわせて読みたい, 相关新闻, 相关阅读, 相关文章, 相关报道, 延伸阅读, 관련기사, 관련 기사, 함께 볼만한 기사
  `);

/** Headings of what others read most. */
export const rankingHeadings: string[] = words(`
    hot articles, most popular stories, popular this week, what others are reading, most discussed, top reads,
    reader favorites, ranking, most read, most popular, most viewed, most shared, most commented, popular,
    popular posts, popular articles, popular stories, popular news, popular now, top stories, top news,
    top posts, trending, trending now, trending stories, what's trending, hot, hot topics, hot news,
    most read in {section},
    meistgelesen, meistgelesene artikel, am meisten gelesen, les plus lus, articles les plus lus, lo más leído,
    lo más visto, más leídas, mais lidas, mais lidos, più letti, i più letti, più lette, meest gelezen,
    mest lästa, mest läst, mest leste, mest læste, luetuimmat, najczęściej czytane, popularne, nejčtenější,
    çok okunanlar, en çok okunanlar, terpopuler, самое читаемое, популярное, самое популярное, популярне,
    ランキング, アクセスランキング, 人気記事, 热门, 热门文章, 热门新闻, 排行榜, 많이 본 뉴스, 인기기사
  `);

/** Headings of what the editors recommend. */
export const recommendationHeadings: string[] = words(`
    recommendation, recommendations, recommend, recommended, recommended for you, recommended stories,
    recommended articles, recommended reading, recommended by {site}, editors' picks, editor's picks,
    editors' pick, editor's pick, editor's choice, picks for you, for you, we recommend, selected for you,
    empfehlungen, empfohlen, unsere empfehlungen, redaktionsempfehlung, recommandé, nos recommandations,
    recomendados, recomendado, te recomendamos, consigliati, consigliati per te, aanbevolen, rekommenderas,
    polecane, önerilenler, рекомендуем, рекомендации, おすすめ記事, おすすめ, 推荐阅读, 为你推荐, 추천기사
  `);

/** Headings and boxes of readers' comments: what stands under them is not the article's. */
export const commentHeadings: string[] = words(`
    leave a reply, leave a reply{rest}, leave a comment, post a comment, write a comment, add your comment,
    comments, comments:, comments ({views}), comment ({views}), {views} comments, {views} comment,
    {views} responses, {views} responses to {rest}, one response to {rest}, {views} replies,
    {views} thoughts on {rest}, one thought on {rest}, {views} comments on {rest}, join the conversation,
    join the discussion, reader comments, readers' comments, your comments, have your say,
    kommentare ({views}), {views} kommentare, kommentar schreiben, schreiben sie einen kommentar,
    schreibe einen kommentar, kommentare zum artikel, leserkommentare, {views} commentaires,
    {views} commentaire, commentaires ({views}), laisser un commentaire, réactions, {views} comentarios,
    {views} comentários, comentarios ({views}), comentários ({views}), comentários, deja un comentario,
    deja una respuesta, deixe um comentário, deixe uma resposta, commenti ({views}), {views} commenti,
    lascia un commento, reacties ({views}), {views} reacties, geef een reactie, kommentarer,
    kommentarer ({views}), {views} kommentarer, lämna ett svar, lämna en kommentar, legg igjen en kommentar,
    diskuse, diskuse ({views}), diskuze ({views}), komentáře ({views}), hozzászólások ({views}), kommentit ({views}),
    bình luận, bình luận ({views}), التعليقات, تعليقات, תגובות, תגובות ({views}),
    komentarze, komentarze ({views}), dodaj komentarz, zostaw komentarz, yorumlar, yorumlar ({views}),
    yorum yap, bir yanıt yazın, комментарии, комментарии ({views}), {views} комментариев, оставить комментарий,
    добавить комментарий, коментарі, コメント, コメントを残す, 评论, 发表评论, 댓글, 댓글 {views}
  `);

/**
 * Headings under which a text does not go on: with some prose above and hardly any below they begin the page's tail,
 * though a sentence about the author, or about the paper, stands among its lines.
 */
export const closingHeadings: string[] = words(`
    citations, references, sources, sources:, about the author, about the authors, about the writer, about the reporter, about this author, author bio,
    meet the author, meet the reporter, notes to editors, notes for editors, note to editors, notes to editor,
    related topics, story source:, journal reference:, journal reference, cite this page:, cite this,
    press contacts, press contacts:, press enquiries, media enquiries, media inquiries, for media inquiries,
    about the company, more about, tags, tags:, topics, topics:, filed under, filed under:, share this page,
    manage consent, sponsored recommendations, submit an obituary, you must be logged in,
    über den autor, über die autorin, zum autor, zur autorin, à propos de l'auteur, l'auteur, sobre la firma,
    sobre el autor, sobre la autora, sobre o autor, sobre a autora, l'autore, l'autrice, sull'autore,
    over de auteur, om författaren, o autorze, o autorce, об авторе, archivado en, schlagwörter, mots-clés,
    etiquetas, argomenti, onderwerpen, tagi, теги, タグ, キーワード, 标签, 태그
  `);

/** Headings of other frames: what stands under them is the page's. */
export const chromeHeadings: string[] = words(`
    related tags, topics, category navigation, hot tags, column navigation, site navigation, friendly links, friendship links,
    category, upcoming events, show notes, events, calendar, comments policy, more from our network, in:,
    more on:, archivado en, filed to:, more in this series, links, tags, tags:, topics:, categories,
    filed under, keywords, share this:, follow us, follow us on, about, about us, contact, contact us,
    newsletter, newsletters, sections, archives, navigation, latest news, latest headlines, latest,
    latest stories, latest posts, latest articles, related topics, explore more on these topics,
    more on these topics, in this article, recent posts, recent comments, recent articles, previous article,
    next article, previous post, next post, post navigation, paid partner content, from our partners,
    around the web, from around the web, sponsored stories, promoted stories, promoted links,
    you may have missed, sponsored content, watch next, more videos, top videos, photo galleries,
    sign up for our newsletter, get our newsletter, stay connected, site map, quick links, top headlines,
    terms of use,
    themen, schlagwörter, schlagworte, neueste artikel, aktuelle meldungen, newsletter abonnieren, mots-clés,
    dernières actualités, les dernières actualités, temas, etiquetas, últimas noticias, tags relacionadas,
    últimas notícias, argomenti, ultime notizie, onderwerpen, laatste nieuws, ämnen, senaste nytt, tematy, tagi,
    son dakika, etiketler, темы, теги, последние новости, タグ, 関連トピック, 最新ニュース, キーワード, 标签, 最新消息, 태그, 최신뉴스
  `);

/** What stands before the names of a byline, in any case. */
export const bylineLeads: string[] = words(`
    by, by:, byline:, propos recueillis par, recueilli par, published by:, szerző:, írta:, opracowanie:, oprac.:, an essay by, essay by, a short story by, fiction by, a poem by, poem by, a story by, a report by, report by, a review by, review by, written by, posted by, reported by, story by, text by, words by, words, photography,
    photography by, article by, author, author:, writer:, authors:, written by:, posted by:, reporter:, reporter, words:,
    text:, interview by, écrit par, publié par, escrito por, scritto da, geschrieben von, geschreven door, photographs by, photos by, edited by, analysis by, von, von:, autor:, autorin:, text von, par, par:,
    auteur :, texte :, por, por:, autor, redacción, di, di:, a cura di, autore:, door, door:, auteur:, tekst:,
    tekst, av, af, text, foto:, autor artykułu:, autorka:, napisał, napisała, yazar:, haber:, oleh, penulis:,
    автор:, текст:, 기자명, автор, 文/, 作者:, 作者：, 记者:, 记者：, 文:, 記者:, teksti:, kuvat:, foto van, foto door, كتب:, بقلم:, بقلم, كتبت:, מאת:, מאת, 撰文:, 撰文：, 글, reporter :, di redazione, tekst og foto:, text och foto:, text & foto:, text und foto:, texte et photos:, text and photos by, words and photos by, words and pictures by, story and photos by
  `);

/** What stands before the date of a change of the page rather than of its publication. */
export const changeLeads: string[] = words(
  `updated, updated:, updated on, last updated, last updated:, last updated on, last modified, last modified on, last modified:, modified, modified:, changed, last changed, last edited, edited, revised, aktualisiert, aktualisiert:, aktualisiert am, zuletzt aktualisiert, zuletzt aktualisiert:, geändert, mis à jour, mis à jour le, mise à jour, mise à jour :, modifié le, actualizado, actualizado:, actualizado el, última actualización:, atualizado, atualizado em, atualizado:, aggiornato, aggiornato il, ultimo aggiornamento:, bijgewerkt, bijgewerkt op, laatst bijgewerkt:, uppdaterad, uppdaterad:, oppdatert, opdateret, päivitetty, zaktualizowano, aktualizacja:, ostatnia aktualizacja:, aktualizováno, frissítve, actualizat, güncelleme, güncelleme:, güncellendi:, son güncelleme:, diperbarui, обновлено, обновлено:, оновлено, 更新, 最終更新, 最終更新:, 更新:, 更新时间:, 更新时间：, 수정, 수정:, 최종수정`,
);

/** Words in the names of newspapers and sites: a short line of capitals with one of them is the site, not a headline. */
export const paperWords: ReadonlySet<string> = new Set(
  words(
    `post, times, news, daily, gazette, herald, journal, tribune, courier, press, chronicle, observer, mail, star, telegraph, mirror, sentinel, register, dispatch, messenger, advocate, ledger, beacon, wire, bulletin, examiner, inquirer, argus, echo, standard, record, review, weekly, today, online, media, network, magazine, radio, zeitung, anzeiger, tageblatt, nachrichten, bote, kurier, presse, monde, journal, dépêche, diario, periódico, jornal, folha, corriere, gazzetta, krant, dagblad, nieuws, tidning, dagbladet, posten, avisen, gazeta, haber, вести, новости, газета`,
  ),
);
