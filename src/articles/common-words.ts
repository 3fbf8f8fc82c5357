/**
 * Words that say little about what an article is about: what every language needs to hold sentences together, and
 * what newspapers write on any day. A fixed list, so that the weight of a word never depends on the archive.
 */
const ENGLISH = `
  about above according account across act acting action actually added adding addition additional address affair
  affairs affected after afternoon again against agency agents ago agree agreed agreement ahead aid aide aides aimed
  air alleged allegedly allow allowed allowing almost alone along already also although always amid among amount
  analysis analyst analysts and announce announced announcement annual another answer answered anyone anything appear
  appeared appears approach approved april area areas argued around arrive arrived article asked asking associated
  association attempt attempted attorney august authorities authority available average away back background bad based
  basis became because become becomes been before began begin beginning begins behind being believe believed believes
  best better between beyond big biggest bill bills black block board body book both bring bringing broke brought
  build building built business businesses busy call called calling calls came campaign cannot care carried carry case
  cases cause caused center central centre century certain certainly chance change changed changes charge charged
  charges chief child children citizens city claim claimed claims class clear cleared clearly close closed coach
  colleagues come comes coming comment comments commission committed committee common community companies company
  compared complete completely complex concern concerned concerns conditions conference confirmed consider considered
  contact continue continued continues contract control could council countries country county couple course court
  cover covered create created crisis critical current currently customer customers daily data date daughter day days
  dead deal dealt death december decided decision decisions declined deep defense degree department depends described
  despite details determine determined develop developed development died difference different difficult direct
  directly director discussed discussion does doing dollars done door doubt down dozen dozens during each earlier early
  earn east easy economic economy effect effort efforts eight either elections eleven else emergency employees end
  ended ending enough ensure entire especially even evening event events eventually ever every everybody everyone
  everything evidence exactly example except executive expect expected expects experience explain explained extra eyes
  face faced facing fact facts failed fall fallen families family famous fans far father favor fear february federal
  feel feeling fell felt female field fifth fight figure figures file filed final finally financial find finding fine
  finished fire firm firms first five follow followed following follows food force forced forces foreign form formal
  former forward found four fourth free friday friend friends from front full fully fund funds further future game
  games gave general generally gets getting girl give given gives giving global goal goals goes going gone good got
  government governor great greater ground group groups grow growing growth guilty had half hand hands happen happened
  happening happens happy hard has have having head health hear heard hearing heart heavy held help helped helping
  helps here hers herself high higher highest highly himself his history hit hold holding holds home homes hope hoped
  hopes hospital hour hours house how however hundred hundreds husband idea ideas identified image images immediate
  immediately impact important include included includes including income increase increased increasing incident
  indeed indicated individual industry information inside instead interest interested international interview into
  investigation investigators involved involving issue issued issues itself january job jobs join joined judge july
  june just keep keeping kept key killed kind knew know knowing known knows lack lake land large largely larger largest
  last late later latest law laws lawmakers lawyer lawyers lead leader leaders leadership leading leads learn learned
  least leave leaves leaving led left legal less letter level levels life like likely limited line lines list listed
  little live lived lives living local located long longer longtime look looked looking looks lose losing loss losses
  lost lot lots love low lower made main maintain major majority make makes making male man manager many march mark
  market markets mass matter matters maybe mean meaning means meanwhile media medical meet meeting member members
  memory men mentioned message met middle might mile miles military million millions mind minister minor minute minutes
  missing model moment monday money month months more morning most mostly mother move moved movement moving much
  multiple must myself name named names nation national nations nature near nearby nearly necessary need needed needs
  neither network never news newspaper next night nine nobody none normal north not note noted nothing notice november
  now number numbers october off offer offered offering offers office officer officers official officials often older
  once one ones online only onto open opened opening operations opinion opportunity options order ordered orders
  organization original other others otherwise our out outside over overall own owned owner owners page paid paper
  parent parents park part particular particularly parties partner parts party pass passed past path patient patients
  pattern pay paying people percent perhaps period person personal phone photo photos physical picture piece place
  placed places plan planned planning plans play played player players playing please plus point pointed points police
  policies policy political poor popular population position possible possibly post posted potential potentially power
  powerful practice prepare prepared present presented president press pressure previous previously price prices prior
  private probably problem problems process produce produced product products program programs progress project projects
  promise promised proper property proposal proposed prosecutors protect provide provided provides providing public
  publicly published pull purchase push pushed put question questions quick quickly quite race raise raised raising ran
  range rate rates rather reach reached read readers ready real really reason reasons receive received recent recently
  record records reduce reduced regarding region regional regular related release released remain remained remaining
  remains remember remove removed reply report reported reportedly reporter reporters reporting reports representative
  request requests require required requires research residents respond responded response responsible rest result
  results return returned returning returns review right rights rise rising risk road role room rule ruled rules run
  running runs safe safety said same saturday save saw say saying says schedule scheduled scheme school schools score
  season seat second secretary section security see seeing seek seeking seem seemed seems seen senate senior sense sent
  september series serious serve served service services serving session set setting seven several shall share shared
  shares she short shortly shot should show showed showing shown shows side sign signed significant similar simple
  simply since single site sitting situation six sixth size small smaller social some somebody someone something
  sometimes somewhat son soon sort source sources south speak speaking special specific spend spending spent spoke
  spokesman spokesperson spokeswoman spot spread staff stage stand standard standing stands start started starting
  starts state stated statement statements states station status stay stayed staying step steps still stood stop stopped
  store stores stories story street strong student students study style subject success successful such suggest
  suggested suggests summer sunday support supported supporters supporting supposed sure surrounding suspect suspected
  system systems take taken takes taking talk talked talking talks target team teams tell telling tells ten term terms
  than thank thanks that the their them themselves then there therefore these they thing things think thinking third
  this those though thought thousand thousands threat three through throughout thursday time times title today together
  told tomorrow tonight took top total touch toward towards town trade traffic training tried trip trouble true try
  trying tuesday turn turned turning turns twelve twice two type under understand understanding unit united university
  unknown unless unlike until upon used user users uses using usual usually value various version very victim victims
  video view views violence visit visited voice vote voted voters wait waited waiting walk walked wall want wanted wants
  war was watch watched water way ways wednesday week weekend weeks weight well went were west what whatever when where
  whether which while white who whole whom whose why wide wife will willing win window winter wish with within without
  witness woman women wonder word words work worked worker workers working works world worse worst worth would write
  writer writing written wrong wrote yard yards year years yes yesterday yet young younger your yourself zone`;

/** Little words of four letters and more in other languages that newspapers are written in. */
const OTHERS = `
  como para pero porque desde entre hasta sobre también tras cuando donde quien este esta estos estas esto ante según
  dijo años parte todo todos toda todas otro otra otros otras puede fueron sido tiene tienen hace había muy aunque
  avec dans pour mais plus cette leur leurs nous vous elle elles ils sont était être avoir fait comme tout tous toute
  toutes sans sous entre après avant depuis aussi selon très même autre autres deux encore alors donc ainsi chez
  aber auch nach nicht sich sind eine einen einem einer eines über noch wird wurde wurden werden beim durch gegen oder
  dass diese dieser dieses sein seine seiner haben hatte kann können mehr sagte unter zwischen vom zum zur sowie jahr
  jahre jahren schon wenn weil doch mussten
  mais pela pelo pelos pelas entre foram está estão também depois quando ainda sobre segundo disse anos isso essa esse
  della delle degli dello dalla dalle nella nelle sulla sono stato stata anche dopo prima come quando questa questo
  questi queste perché anni ancora secondo fatto tutti tutto
  что это как для его она они был была были будет которые который которая также после этом того более этого если
  когда только между перед может можно года году лет сказал заявил сообщил около через`;

/** Titles and offices that stand before a name and are no part of it. */
const OFFICES = `
  mr mrs ms miss dr sir dame lord lady prof professor president vice premier chancellor minister secretary senator sen
  representative rep gov governor mayor judge justice sheriff chief officer detective sgt lt capt captain col colonel
  gen general adm admiral commander coach manager director chairman chairwoman chair ceo prince princess king queen pope
  bishop rev pastor father sister brother attorney inspector superintendent councillor councilman councilwoman
  commissioner spokesman spokeswoman spokesperson ambassador treasurer deputy former current acting
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december jan feb mar apr jun jul aug sept sep oct nov dec
  the a an and but or nor for yet so in on at by to of from with as if when while after before since until because
  although though this that these those there here it its he she they we you i his her their our your my one two three
  four five six seven eight nine ten some many most all both each every no not now then also still even just only what
  who whom whose which where why how is are was were be been do does did has have had will would can could may might
  must should about into over under between among during through against without within more less other another such
  new last next first second third`;

/** All words of the lists that are not offices. */
export const commonWords: readonly string[] = words(ENGLISH + OTHERS);

/** Words that begin no name. */
export const beforeNames: readonly string[] = words(OFFICES);

function words(list: string): string[] {
  return [...new Set(list.trim().split(/\s+/))];
}
