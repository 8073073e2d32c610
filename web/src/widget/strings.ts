// The widget's own words, keyed by language. Everything else the customer reads comes from the server.

import type { FileTrouble } from "../files";
import type { Trouble } from "./outbox";

export interface Strings {
  readonly assistant: string;
  readonly automated: string;
  readonly person: string;
  readonly you: string;
  readonly waiting: string;
  readonly place: (position: number | null, wait_s: number | null) => string;
  readonly open: (unread: number) => string;
  readonly close: string;
  readonly dismiss: string;
  readonly reconnecting: string;
  readonly messages: string;
  readonly message: string;
  readonly placeholder: string;
  readonly send: string;
  readonly newBelow: string;
  readonly writing: (name: string) => string;
  readonly sending: string;
  readonly waitingToSend: string;
  readonly notSent: string;
  readonly trouble: Readonly<Record<Trouble, string>>;
  readonly tryAgain: string;
  readonly edit: string;
  readonly chosen: (label: string) => string;
  readonly lapsed: string;
  readonly email: string;
  readonly emailSend: string;
  readonly emailBack: string;
  readonly emailBad: string;
  readonly failed: string;
  readonly endChat: string;
  readonly endQuestion: string;
  readonly stopWaiting: string;
  readonly stopQuestion: string;
  /** bot: its name, "" where it has none. */
  readonly back: (bot: string) => string;
  readonly backQuestion: string;
  readonly stay: string;
  readonly ended: string;
  readonly startAnew: string;
  readonly survey: string;
  readonly scores: readonly [string, string, string, string, string];
  readonly comment: string;
  readonly rate: string;
  readonly notNow: string;
  readonly thanks: string;
  readonly passedOn: string;
  readonly attach: string;
  readonly files: string;
  readonly remove: (name: string) => string;
  readonly download: (name: string) => string;
  readonly uploading: string;
  readonly uploaded: string;
  readonly fileGone: string;
  readonly fileTrouble: (trouble: FileTrouble, rules: { mb: number; kinds: string; most: number }) => string;
}

/** One sentence for each trouble: too large, of another kind, too many, empty, anything else. */
function fileTroubles(
  large: (mb: number) => string,
  type: (kinds: string) => string,
  many: (most: number) => string,
  empty: string,
  failed: string,
): Strings["fileTrouble"] {
  return (trouble, { mb, kinds, most }) =>
    ({ "": "", large: large(mb), type: type(kinds), many: many(most), empty, failed })[trouble];
}

const en: Strings = {
  assistant: "Assistant",
  automated: "Automated assistant",
  person: "A person is with you",
  you: "You",
  waiting: "Waiting for a person",
  place: places("We are finding someone for you", (position) => `You are number ${position}`, " in line", [
    "about a minute",
    (minutes) => `about ${minutes} minutes`,
    "about an hour",
    (hours) => `about ${hours} hours`,
  ]),
  open: opens("Open chat", "1 unread message", (unread) => `${unread} unread messages`),
  close: "Close chat",
  dismiss: "Dismiss",
  reconnecting: "Reconnecting…",
  messages: "Messages",
  message: "Message",
  placeholder: "Write a message…",
  send: "Send",
  newBelow: "New messages",
  writing: (name) => `${name} is writing…`,
  sending: "Sending…",
  waitingToSend: "Waiting for the connection…",
  notSent: "Not sent.",
  trouble: {
    "": "",
    offline: "There is no connection.",
    busy: "We are very busy right now; it will be tried again.",
    long: "It is too long. Please shorten it or send it in parts.",
    bad: "It holds characters we cannot take.",
    ended: "This chat has ended.",
    refused: "It was not accepted.",
  },
  tryAgain: "Try again",
  edit: "Edit",
  chosen: (label) => `You chose: ${label}`,
  lapsed: "This question is closed.",
  email: "Your e-mail address",
  emailSend: "Send address",
  emailBack: "Back",
  emailBad: "That does not look like an e-mail address. Example: ana@example.com",
  failed: "That did not work. Please try again.",
  endChat: "End chat",
  endQuestion: "End this chat?",
  stopWaiting: "Stop waiting",
  stopQuestion: "You lose your place in line.",
  back: (bot) => `Back to ${bot || "the assistant"}`,
  backQuestion: "End the conversation with this person?",
  stay: "No, stay",
  ended: "Chat ended",
  startAnew: "Start a new chat",
  survey: "How did it go?",
  scores: ["bad", "poor", "okay", "good", "great"],
  comment: "Anything to add? (optional)",
  rate: "Send rating",
  notNow: "Not now",
  thanks: "Thank you for telling us.",
  passedOn: "What is passed on",
  attach: "Attach a file",
  files: "Files",
  remove: (name) => `Remove ${name}`,
  download: (name) => `Download ${name}`,
  uploading: "Still uploading.",
  uploaded: "Ready to send.",
  fileGone: "This file cannot be fetched now.",
  fileTrouble: fileTroubles(
    (mb) => `It is larger than ${mb} MB.`,
    (kinds) => `This kind of file is not taken, or it is damaged. Taken are: ${kinds}.`,
    (most) => `No more files are taken now; at most ${most} go with one message.`,
    "It is empty.",
    "It could not be uploaded. Please try again.",
  ),
};

const de: Strings = {
  assistant: "Assistent",
  automated: "Automatischer Assistent",
  person: "Ein Mensch ist bei Ihnen",
  you: "Sie",
  waiting: "Sie warten auf einen Menschen",
  place: places("Wir suchen jemanden für Sie", (position) => `Platz ${position}`, " der Warteschlange", [
    "etwa eine Minute",
    (minutes) => `etwa ${minutes} Minuten`,
    "etwa eine Stunde",
    (hours) => `etwa ${hours} Stunden`,
  ]),
  open: opens("Chat öffnen", "1 ungelesene Nachricht", (unread) => `${unread} ungelesene Nachrichten`),
  close: "Chat schließen",
  dismiss: "Ausblenden",
  reconnecting: "Verbindung wird wiederhergestellt…",
  messages: "Nachrichten",
  message: "Nachricht",
  placeholder: "Nachricht schreiben…",
  send: "Senden",
  newBelow: "Neue Nachrichten",
  writing: (name) => `${name} schreibt…`,
  sending: "Wird gesendet…",
  waitingToSend: "Wartet auf die Verbindung…",
  notSent: "Nicht gesendet.",
  trouble: {
    "": "",
    offline: "Es besteht keine Verbindung.",
    busy: "Gerade ist sehr viel los; es wird noch einmal versucht.",
    long: "Die Nachricht ist zu lang. Bitte kürzen Sie sie oder senden Sie sie in Teilen.",
    bad: "Sie enthält Zeichen, die wir nicht annehmen können.",
    ended: "Dieser Chat ist beendet.",
    refused: "Die Nachricht wurde nicht angenommen.",
  },
  tryAgain: "Noch einmal versuchen",
  edit: "Bearbeiten",
  chosen: (label) => `Ihre Wahl: ${label}`,
  lapsed: "Diese Frage ist nicht mehr offen.",
  email: "Ihre E-Mail-Adresse",
  emailSend: "Adresse senden",
  emailBack: "Zurück",
  emailBad: "Das sieht nicht nach einer E-Mail-Adresse aus. Beispiel: ana@example.com",
  failed: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
  endChat: "Chat beenden",
  endQuestion: "Diesen Chat beenden?",
  stopWaiting: "Nicht mehr warten",
  stopQuestion: "Ihr Platz in der Warteschlange verfällt.",
  back: (bot) => (bot ? `Zurück zu ${bot}` : "Zurück zum Assistenten"),
  backQuestion: "Das Gespräch mit diesem Menschen beenden?",
  stay: "Nein, bleiben",
  ended: "Chat beendet",
  startAnew: "Neuen Chat beginnen",
  survey: "Wie war es?",
  scores: ["schlecht", "mäßig", "in Ordnung", "gut", "sehr gut"],
  comment: "Möchten Sie etwas ergänzen? (freiwillig)",
  rate: "Bewertung senden",
  notNow: "Jetzt nicht",
  thanks: "Danke für Ihre Rückmeldung.",
  passedOn: "Was weitergegeben wird",
  attach: "Datei anhängen",
  files: "Dateien",
  remove: (name) => `${name} entfernen`,
  download: (name) => `${name} herunterladen`,
  uploading: "Wird noch hochgeladen.",
  uploaded: "Bereit zum Senden.",
  fileGone: "Diese Datei ist gerade nicht abrufbar.",
  fileTrouble: fileTroubles(
    (mb) => `Sie ist größer als ${mb} MB.`,
    (kinds) => `Diese Art von Datei wird nicht angenommen, oder sie ist beschädigt. Möglich sind: ${kinds}.`,
    (most) => `Weitere Dateien gehen gerade nicht; höchstens ${most} je Nachricht.`,
    "Sie ist leer.",
    "Sie konnte nicht hochgeladen werden. Bitte versuchen Sie es noch einmal.",
  ),
};

const fr: Strings = {
  assistant: "Assistant",
  automated: "Assistant automatique",
  person: "Quelqu'un est avec vous",
  you: "Vous",
  waiting: "Vous attendez quelqu'un",
  place: places("Nous cherchons quelqu'un pour vous", (position) => `Vous êtes en position ${position}`, " dans la file", [
    "une minute environ",
    (minutes) => `${minutes} minutes environ`,
    "une heure environ",
    (hours) => `${hours} heures environ`,
  ]),
  open: opens("Ouvrir la discussion", "1 message non lu", (unread) => `${unread} messages non lus`),
  close: "Fermer la discussion",
  dismiss: "Masquer",
  reconnecting: "Reconnexion…",
  messages: "Messages",
  message: "Message",
  placeholder: "Écrivez un message…",
  send: "Envoyer",
  newBelow: "Nouveaux messages",
  writing: (name) => `${name} écrit…`,
  sending: "Envoi…",
  waitingToSend: "En attente de la connexion…",
  notSent: "Non envoyé.",
  trouble: {
    "": "",
    offline: "Il n'y a pas de connexion.",
    busy: "Nous recevons beaucoup de messages ; un nouvel essai aura lieu.",
    long: "Le message est trop long. Veuillez le raccourcir ou l'envoyer en plusieurs parties.",
    bad: "Le message contient des caractères non acceptés.",
    ended: "Cette discussion est terminée.",
    refused: "Le message n'a pas été accepté.",
  },
  tryAgain: "Réessayer",
  edit: "Modifier",
  chosen: (label) => `Votre choix : ${label}`,
  lapsed: "Cette question est close.",
  email: "Votre adresse e-mail",
  emailSend: "Envoyer l'adresse",
  emailBack: "Retour",
  emailBad: "Cela ne ressemble pas à une adresse e-mail. Exemple : ana@example.com",
  failed: "Cela n'a pas fonctionné. Veuillez réessayer.",
  endChat: "Terminer la discussion",
  endQuestion: "Terminer cette discussion ?",
  stopWaiting: "Ne plus attendre",
  stopQuestion: "Vous perdrez votre place.",
  back: (bot) => `Revenir à ${bot || "l’assistant"}`,
  backQuestion: "Terminer la discussion avec cette personne ?",
  stay: "Non, rester",
  ended: "Discussion terminée",
  startAnew: "Commencer une nouvelle discussion",
  survey: "Comment cela s'est-il passé ?",
  scores: ["mal", "assez mal", "moyen", "bien", "très bien"],
  comment: "Souhaitez-vous ajouter quelque chose ? (facultatif)",
  rate: "Envoyer l'avis",
  notNow: "Pas maintenant",
  thanks: "Merci de votre avis.",
  passedOn: "Ce qui est transmis",
  attach: "Joindre un fichier",
  files: "Fichiers",
  remove: (name) => `Retirer ${name}`,
  download: (name) => `Télécharger ${name}`,
  uploading: "Envoi du fichier en cours.",
  uploaded: "Prêt à envoyer.",
  fileGone: "Ce fichier n’est pas disponible pour le moment.",
  fileTrouble: fileTroubles(
    (mb) => `Il dépasse ${mb} Mo.`,
    (kinds) => `Ce type de fichier n’est pas accepté, ou il est endommagé. Types acceptés : ${kinds}.`,
    (most) => `Plus aucun fichier n’est accepté pour l’instant ; ${most} au plus par message.`,
    "Il est vide.",
    "Il n’a pas pu être envoyé. Veuillez réessayer.",
  ),
};

const es: Strings = {
  assistant: "Asistente",
  automated: "Asistente automático",
  person: "Una persona le atiende",
  you: "Usted",
  waiting: "Espera a una persona",
  place: places("Buscamos a alguien que pueda atenderle", (position) => `Ocupa el puesto ${position}`, " en la cola", [
    "un minuto aproximadamente",
    (minutes) => `unos ${minutes} minutos`,
    "una hora aproximadamente",
    (hours) => `unas ${hours} horas`,
  ]),
  open: opens("Abrir el chat", "1 mensaje sin leer", (unread) => `${unread} mensajes sin leer`),
  close: "Cerrar el chat",
  dismiss: "Ocultar",
  reconnecting: "Reconectando…",
  messages: "Mensajes",
  message: "Mensaje",
  placeholder: "Escriba un mensaje…",
  send: "Enviar",
  newBelow: "Mensajes nuevos",
  writing: (name) => `${name} está escribiendo…`,
  sending: "Enviando…",
  waitingToSend: "A la espera de la conexión…",
  notSent: "No enviado.",
  trouble: {
    "": "",
    offline: "No hay conexión.",
    busy: "Hay muchas consultas en este momento; se volverá a intentar.",
    long: "El mensaje es demasiado largo. Acórtelo o envíelo por partes.",
    bad: "Contiene caracteres que no podemos aceptar.",
    ended: "Este chat ha terminado.",
    refused: "El mensaje no se ha aceptado.",
  },
  tryAgain: "Reintentar",
  edit: "Editar",
  chosen: (label) => `Ha elegido: ${label}`,
  lapsed: "Esta pregunta está cerrada.",
  email: "Su correo electrónico",
  emailSend: "Enviar la dirección",
  emailBack: "Volver",
  emailBad: "No parece una dirección de correo electrónico. Ejemplo: ana@example.com",
  failed: "No ha funcionado. Inténtelo de nuevo.",
  endChat: "Terminar el chat",
  endQuestion: "¿Terminar este chat?",
  stopWaiting: "Dejar de esperar",
  stopQuestion: "Perderá su turno.",
  back: (bot) => `Volver con ${bot || "el asistente"}`,
  backQuestion: "¿Terminar el chat con esta persona?",
  stay: "No, seguir aquí",
  ended: "Chat terminado",
  startAnew: "Iniciar un chat nuevo",
  survey: "¿Qué tal ha ido?",
  scores: ["mal", "regular", "aceptable", "bien", "muy bien"],
  comment: "¿Desea añadir algo? (opcional)",
  rate: "Enviar valoración",
  notNow: "Ahora no",
  thanks: "Gracias por su opinión.",
  passedOn: "Lo que se transmite",
  attach: "Adjuntar un archivo",
  files: "Archivos",
  remove: (name) => `Quitar ${name}`,
  download: (name) => `Descargar ${name}`,
  uploading: "Todavía se está subiendo.",
  uploaded: "Listo para enviar.",
  fileGone: "Este archivo no está disponible ahora.",
  fileTrouble: fileTroubles(
    (mb) => `Supera los ${mb} MB.`,
    (kinds) => `Este tipo de archivo no se acepta, o está dañado. Se aceptan: ${kinds}.`,
    (most) => `Ahora no se aceptan más archivos; como máximo ${most} por mensaje.`,
    "Está vacío.",
    "No se pudo subir. Inténtelo de nuevo.",
  ),
};

const it: Strings = {
  assistant: "Assistente",
  automated: "Assistente automatico",
  person: "C'è una persona con lei",
  you: "Lei",
  waiting: "In attesa di una persona",
  place: places("Stiamo cercando una persona per lei", (position) => `Il suo posto è il numero ${position}`, " in coda", [
    "circa un minuto",
    (minutes) => `circa ${minutes} minuti`,
    "circa un'ora",
    (hours) => `circa ${hours} ore`,
  ]),
  open: opens("Apri la chat", "1 messaggio non letto", (unread) => `${unread} messaggi non letti`),
  close: "Chiudi la chat",
  dismiss: "Nascondi",
  reconnecting: "Riconnessione…",
  messages: "Messaggi",
  message: "Messaggio",
  placeholder: "Scriva un messaggio…",
  send: "Invia",
  newBelow: "Nuovi messaggi",
  writing: (name) => `${name} sta scrivendo…`,
  sending: "Invio in corso…",
  waitingToSend: "In attesa della connessione…",
  notSent: "Non inviato.",
  trouble: {
    "": "",
    offline: "Non c'è connessione.",
    busy: "In questo momento riceviamo molte richieste; ci sarà un nuovo tentativo.",
    long: "Il messaggio è troppo lungo. Lo accorci o lo invii in più parti.",
    bad: "Contiene caratteri che non possiamo accettare.",
    ended: "Questa chat è terminata.",
    refused: "Il messaggio non è stato accettato.",
  },
  tryAgain: "Riprova",
  edit: "Modifica",
  chosen: (label) => `Ha scelto: ${label}`,
  lapsed: "Questa domanda è chiusa.",
  email: "Il suo indirizzo e-mail",
  emailSend: "Invia l'indirizzo",
  emailBack: "Indietro",
  emailBad: "Non sembra un indirizzo e-mail. Esempio: ana@example.com",
  failed: "Non ha funzionato. Provi di nuovo.",
  endChat: "Termina la chat",
  endQuestion: "Terminare questa chat?",
  stopWaiting: "Non aspettare più",
  stopQuestion: "Perderà il suo posto in coda.",
  back: (bot) => `Torna ${bot ? `a ${bot}` : "all’assistente"}`,
  backQuestion: "Terminare la chat con questa persona?",
  stay: "No, resto",
  ended: "Chat terminata",
  startAnew: "Inizia una nuova chat",
  survey: "Com'è andata?",
  scores: ["male", "così così", "discretamente", "bene", "molto bene"],
  comment: "Desidera aggiungere qualcosa? (facoltativo)",
  rate: "Invia la valutazione",
  notNow: "Non ora",
  thanks: "Grazie per il suo parere.",
  passedOn: "Che cosa viene trasmesso",
  attach: "Allega un file",
  files: "File allegati",
  remove: (name) => `Rimuovi ${name}`,
  download: (name) => `Scarica ${name}`,
  uploading: "Caricamento in corso.",
  uploaded: "Pronto per l’invio.",
  fileGone: "Questo file non è disponibile al momento.",
  fileTrouble: fileTroubles(
    (mb) => `Supera i ${mb} MB.`,
    (kinds) => `Questo tipo di file non è accettato, oppure è danneggiato. Sono accettati: ${kinds}.`,
    (most) => `Per ora non si accettano altri file; al massimo ${most} per messaggio.`,
    "È vuoto.",
    "Non è stato possibile caricarlo. Riprovi.",
  ),
};

const pt: Strings = {
  assistant: "Assistente",
  automated: "Assistente automático",
  person: "Está com uma pessoa",
  you: "Eu",
  waiting: "À espera de uma pessoa",
  place: places("Procuramos alguém que possa ajudar", (position) => `A sua posição é ${position}`, " na fila", [
    "cerca de um minuto",
    (minutes) => `cerca de ${minutes} minutos`,
    "cerca de uma hora",
    (hours) => `cerca de ${hours} horas`,
  ]),
  open: opens("Abrir a conversa", "1 mensagem por ler", (unread) => `${unread} mensagens por ler`),
  close: "Fechar a conversa",
  dismiss: "Ocultar",
  reconnecting: "A restabelecer a ligação…",
  messages: "Mensagens",
  message: "Mensagem",
  placeholder: "Escreva uma mensagem…",
  send: "Enviar",
  newBelow: "Novas mensagens",
  writing: (name) => `${name} está a escrever…`,
  sending: "A enviar…",
  waitingToSend: "À espera da ligação…",
  notSent: "Não enviada.",
  trouble: {
    "": "",
    offline: "Não há ligação.",
    busy: "De momento há muitos pedidos; haverá uma nova tentativa.",
    long: "A mensagem é demasiado longa. Encurte-a ou envie-a por partes.",
    bad: "Contém caracteres que não podemos aceitar.",
    ended: "Esta conversa terminou.",
    refused: "A mensagem não foi aceite.",
  },
  tryAgain: "Tentar de novo",
  edit: "Editar",
  chosen: (label) => `Escolheu: ${label}`,
  lapsed: "Esta pergunta está fechada.",
  email: "O seu endereço de e-mail",
  emailSend: "Enviar o endereço",
  emailBack: "Voltar",
  emailBad: "Isto não parece um endereço de e-mail. Exemplo: ana@example.com",
  failed: "Não foi possível. Tente de novo, por favor.",
  endChat: "Terminar a conversa",
  endQuestion: "Terminar esta conversa?",
  stopWaiting: "Deixar de esperar",
  stopQuestion: "Perderá o seu lugar na fila.",
  back: (bot) => `Voltar a falar com ${bot || "o assistente"}`,
  backQuestion: "Terminar a conversa com esta pessoa?",
  stay: "Não, ficar",
  ended: "Conversa terminada",
  startAnew: "Iniciar uma nova conversa",
  survey: "Como correu?",
  scores: ["mal", "assim-assim", "razoavelmente", "bem", "muito bem"],
  comment: "Deseja acrescentar algo? (opcional)",
  rate: "Enviar a avaliação",
  notNow: "Agora não",
  thanks: "Agradecemos a sua opinião.",
  passedOn: "O que é transmitido",
  attach: "Anexar um ficheiro",
  files: "Ficheiros",
  remove: (name) => `Remover ${name}`,
  download: (name) => `Transferir ${name}`,
  uploading: "Ainda a carregar.",
  uploaded: "Pronto a enviar.",
  fileGone: "Este ficheiro não está disponível neste momento.",
  fileTrouble: fileTroubles(
    (mb) => `É maior do que ${mb} MB.`,
    (kinds) => `Este tipo de ficheiro não é aceite, ou está danificado. São aceites: ${kinds}.`,
    (most) => `Não são aceites mais ficheiros agora; no máximo ${most} por mensagem.`,
    "Está vazio.",
    "Não foi possível carregá-lo. Tente novamente.",
  ),
};

const nl: Strings = {
  assistant: "Assistent",
  automated: "Automatische assistent",
  person: "Een medewerker helpt u",
  you: "U",
  waiting: "U wacht op een medewerker",
  place: places("We zoeken iemand voor u", (position) => `U bent nummer ${position}`, " in de rij", [
    "ongeveer een minuut",
    (minutes) => `ongeveer ${minutes} minuten`,
    "ongeveer een uur",
    (hours) => `ongeveer ${hours} uur`,
  ]),
  open: opens("Chat openen", "1 ongelezen bericht", (unread) => `${unread} ongelezen berichten`),
  close: "Chat sluiten",
  dismiss: "Verbergen",
  reconnecting: "Opnieuw verbinden…",
  messages: "Berichten",
  message: "Bericht",
  placeholder: "Schrijf een bericht…",
  send: "Versturen",
  newBelow: "Nieuwe berichten",
  writing: (name) => `${name} schrijft…`,
  sending: "Wordt verstuurd…",
  waitingToSend: "Wacht op de verbinding…",
  notSent: "Niet verstuurd.",
  trouble: {
    "": "",
    offline: "Er is geen verbinding.",
    busy: "Het is nu erg druk; het wordt opnieuw geprobeerd.",
    long: "Het bericht is te lang. Maak het korter of verstuur het in delen.",
    bad: "Het bevat tekens die we niet kunnen aannemen.",
    ended: "Deze chat is beëindigd.",
    refused: "Het bericht is niet aangenomen.",
  },
  tryAgain: "Opnieuw proberen",
  edit: "Bewerken",
  chosen: (label) => `Uw keuze: ${label}`,
  lapsed: "Deze vraag is gesloten.",
  email: "Uw e-mailadres",
  emailSend: "Adres versturen",
  emailBack: "Terug",
  emailBad: "Dat lijkt geen e-mailadres te zijn. Voorbeeld: ana@example.com",
  failed: "Dat is niet gelukt. Probeer het opnieuw.",
  endChat: "Chat beëindigen",
  endQuestion: "Deze chat beëindigen?",
  stopWaiting: "Niet langer wachten",
  stopQuestion: "U verliest uw plaats in de rij.",
  back: (bot) => `Terug naar ${bot || "de assistent"}`,
  backQuestion: "Het gesprek met deze medewerker beëindigen?",
  stay: "Nee, blijven",
  ended: "Chat beëindigd",
  startAnew: "Een nieuwe chat beginnen",
  survey: "Hoe ging het?",
  scores: ["slecht", "matig", "redelijk", "goed", "heel goed"],
  comment: "Wilt u iets toevoegen? (niet verplicht)",
  rate: "Beoordeling versturen",
  notNow: "Nu niet",
  thanks: "Dank u voor uw reactie.",
  passedOn: "Wat er wordt doorgegeven",
  attach: "Bestand toevoegen",
  files: "Bestanden",
  remove: (name) => `${name} verwijderen`,
  download: (name) => `${name} downloaden`,
  uploading: "Wordt nog geüpload.",
  uploaded: "Klaar om te verzenden.",
  fileGone: "Dit bestand is nu niet op te halen.",
  fileTrouble: fileTroubles(
    (mb) => `Het is groter dan ${mb} MB.`,
    (kinds) => `Dit soort bestand wordt niet aangenomen, of het is beschadigd. Mogelijk zijn: ${kinds}.`,
    (most) => `Er kunnen nu geen bestanden meer bij; hooguit ${most} per bericht.`,
    "Het is leeg.",
    "Het kon niet worden geüpload. Probeer het opnieuw.",
  ),
};

const LANGUAGES: Readonly<Record<string, Strings>> = { en, de, fr, es, it, pt, nl };

/** language: BCP 47, such as "de-AT"; what is not there is said in English. */
export function stringsFor(language: string): Strings {
  const code = language.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(LANGUAGES, code) ? (LANGUAGES[code] ?? en) : en;
}

/** A wait in words: one minute, some, one hour, some. */
type Waits = readonly [string, (minutes: number) => string, string, (hours: number) => string];

/** The line below "waiting": the place in line and the wait, as far as they are known. */
function places(finding: string, place: (position: number) => string, inLine: string, waits: Waits): Strings["place"] {
  return (position, wait_s) => {
    if (position === null) return wait_s === null ? finding : about(wait_s, waits);
    return place(position) + (wait_s === null ? inLine : `, ${about(wait_s, waits)}`);
  };
}

function opens(open: string, one: string, many: (unread: number) => string): Strings["open"] {
  return (unread) => (unread ? `${open}, ${unread === 1 ? one : many(unread)}` : open);
}

/** Rounded as the server rounds it in its own sentences. */
function about(seconds: number, [minute, some, hour, hours]: Waits): string {
  const minutes = Math.ceil(Math.max(0, seconds) / 60);
  if (minutes <= 1) return minute;
  if (minutes < 60) return some(minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5);
  const least = Math.ceil(minutes / 60);
  return least === 1 ? hour : hours(least);
}
