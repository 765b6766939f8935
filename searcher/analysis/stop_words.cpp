// SPDX-License-Identifier: GPL-2.0-or-later
#include "analysis/stop_words.hpp"

#include <array>

namespace newsrank::detail {
namespace {

// Folded and sorted by bytes. "us" is missing on purpose: U.S. and the pronoun are one word once folded.
constexpr std::array<std::string_view, 119> kEnglish{
    "a",        "aint",      "am",        "an",     "and",       "are",     "arent",    "as",         "at",
    "be",       "been",      "being",     "but",    "by",        "can",     "cannot",   "cant",       "could",
    "couldnt",  "did",       "didnt",     "do",     "does",      "doesnt",  "doing",    "dont",       "for",
    "from",     "had",       "hadnt",     "has",    "hasnt",     "have",    "havent",   "having",     "he",
    "her",      "hers",      "herself",   "him",    "himself",   "his",     "how",      "i",          "if",
    "in",       "into",      "is",        "isnt",   "it",        "its",     "itself",   "me",         "mightnt",
    "mine",     "mustnt",    "my",        "myself", "nor",       "of",      "on",       "onto",       "or",
    "our",      "ours",      "ourselves", "shall",  "shant",     "she",     "should",   "shouldnt",   "so",
    "such",     "than",      "that",      "the",    "their",     "theirs",  "them",     "themselves", "then",
    "there",    "these",     "they",      "this",   "those",     "to",      "upon",     "versus",     "vs",
    "was",      "wasnt",     "we",        "were",   "werent",    "what",    "whatever", "when",       "whenever",
    "where",    "wherever",  "whether",   "which",  "whichever", "who",     "whoever",  "whom",       "whose",
    "why",      "will",      "with",      "wont",   "would",     "wouldnt", "you",      "your",       "yours",
    "yourself", "yourselves"};

constexpr std::array<std::string_view, 202> kGerman{
    "aber",    "alle",    "allem",   "allen",   "aller",  "alles",   "als",    "am",      "an",      "auch",
    "auf",     "aus",     "bei",     "beim",    "bin",    "bis",     "bist",   "da",      "dann",    "darf",
    "das",     "dass",    "dein",    "deine",   "deiner", "dem",     "den",    "denn",    "der",     "des",
    "dich",    "die",     "diese",   "diesem",  "diesen", "dieser",  "dieses", "dir",     "doch",    "dort",
    "du",      "durch",   "durfen",  "ein",     "eine",   "einem",   "einen",  "einer",   "eines",   "er",
    "es",      "euch",    "euer",    "eure",    "fur",    "gegen",   "gehabt", "gewesen", "habe",    "haben",
    "habt",    "hast",    "hat",     "hatte",   "hatten", "hier",    "hinter", "ich",     "ihm",     "ihn",
    "ihnen",   "ihr",     "ihre",    "ihrem",   "ihren",  "ihrer",   "im",     "immer",   "in",      "ist",
    "ja",      "jede",    "jedem",   "jeden",   "jeder",  "jedes",   "jene",   "jenem",   "jenen",   "jener",
    "jenes",   "jetzt",   "kann",    "kannst",  "kein",   "keine",   "keinem", "keinen",  "keiner",  "keines",
    "konnen",  "konnte",  "konnten", "machen",  "mag",    "man",     "manche", "mancher", "mein",    "meine",
    "meinem",  "meinen",  "meiner",  "mich",    "mir",    "mit",     "muss",   "mussen",  "musste",  "nach",
    "neben",   "nein",    "nicht",   "nichts",  "noch",   "nun",     "nur",    "ob",      "oder",    "ohne",
    "schon",   "sehr",    "seid",    "sein",    "seine",  "seinem",  "seinen", "seiner",  "seit",    "selbst",
    "sich",    "sie",     "sind",    "so",      "soll",   "sollen",  "sollte", "sollten", "sondern", "uber",
    "um",      "und",     "uns",     "unser",   "unsere", "unserer", "unter",  "vom",     "von",     "vor",
    "wahrend", "wann",    "war",     "waren",   "wart",   "warum",   "was",    "wegen",   "weil",    "welche",
    "welchem", "welchen", "welcher", "welches", "wem",    "wen",     "wenn",   "wer",     "werde",   "werden",
    "weshalb", "wessen",  "wie",     "wieder",  "wieso",  "will",    "wir",    "wird",    "wirst",   "wo",
    "woher",   "wohin",   "wollen",  "wollte",  "womit",  "worden",  "wurde",  "wurden",  "zu",      "zum",
    "zur",     "zwischen"};

constexpr std::array<std::string_view, 156> kFrench{
    "a",     "afin",    "ai",     "ainsi",   "alors",   "apres", "as",      "au",       "aura",    "auront",   "aussi",
    "autre", "autres",  "aux",    "avaient", "avait",   "avant", "avec",    "avez",     "avoir",   "avons",    "c",
    "car",   "ce",      "ces",    "cet",     "cette",   "chez",  "combien", "comme",    "comment", "contre",   "d",
    "dans",  "de",      "deja",   "depuis",  "des",     "doit",  "doivent", "donc",     "dont",    "du",       "elle",
    "elles", "en",      "encore", "entre",   "es",      "est",   "et",      "etaient",  "etait",   "ete",      "etes",
    "etre",  "eu",      "eux",    "faire",   "fait",    "ici",   "il",      "ils",      "j",       "jamais",   "je",
    "jusqu", "jusque",  "l",      "la",      "le",      "les",   "leur",    "leurs",    "lorsqu",  "lorsque",  "lui",
    "m",     "ma",      "mais",   "me",      "meme",    "memes", "mes",     "moi",      "moins",   "mon",      "n",
    "ne",    "ni",      "nos",    "notre",   "nous",    "on",    "ont",     "or",       "ou",      "par",      "parce",
    "pas",   "pendant", "peu",    "peut",    "peuvent", "plus",  "pour",    "pourquoi", "puisqu",  "puisque",  "qu",
    "quand", "que",     "quel",   "quelle",  "quelles", "quels", "qui",     "quoi",     "s",       "sa",       "sans",
    "se",    "sera",    "serait", "seront",  "ses",     "si",    "soi",     "soit",     "sommes",  "son",      "sont",
    "sous",  "suis",    "sur",    "t",       "ta",      "te",    "tes",     "toi",      "ton",     "toujours", "tous",
    "tout",  "toute",   "toutes", "tres",    "trop",    "tu",    "un",      "une",      "vers",    "vos",      "votre",
    "vous",  "y"};

constexpr std::array<std::string_view, 149> kSpanish{
    "a",       "al",       "algo",     "ante",     "aquel",   "aquella",  "aquellas", "aquellos", "aunque",  "bajo",
    "cada",    "como",     "con",      "contra",   "cual",    "cuales",   "cuando",   "cuanta",   "cuanto",  "cuantos",
    "de",      "del",      "desde",    "donde",    "durante", "e",        "el",       "ella",     "ellas",   "ello",
    "ellos",   "en",       "entre",    "era",      "eran",    "eres",     "es",       "esa",      "esas",    "ese",
    "eso",     "esos",     "esta",     "estaba",   "estan",   "estar",    "estas",    "este",     "esto",    "estos",
    "estoy",   "fue",      "fueron",   "ha",       "haber",   "habia",    "hacia",    "han",      "has",     "hasta",
    "hay",     "he",       "hemos",    "la",       "las",     "le",       "les",      "lo",       "los",     "mas",
    "me",      "menos",    "mi",       "mientras", "mis",     "misma",    "mismo",    "muy",      "nada",    "ni",
    "no",      "nos",      "nosotras", "nosotros", "nuestra", "nuestras", "nuestro",  "nuestros", "o",       "os",
    "otra",    "otras",    "otro",     "otros",    "para",    "pero",     "por",      "porque",   "pues",    "que",
    "quien",   "quienes",  "se",       "segun",    "ser",     "sera",     "seran",    "si",       "sido",    "sin",
    "sino",    "sobre",    "solo",     "somos",    "son",     "soy",      "su",       "sus",      "tambien", "tampoco",
    "tan",     "tanto",    "te",       "tener",    "ti",      "tiene",    "tienen",   "toda",     "todas",   "todo",
    "todos",   "tras",     "tu",       "tus",      "u",       "un",       "una",      "unas",     "unos",    "usted",
    "ustedes", "vosotros", "vuestra",  "vuestras", "vuestro", "vuestros", "y",        "ya",       "yo"};

constexpr std::array<std::string_view, 169> kItalian{
    "a",      "abbiamo", "agli",   "ai",    "al",     "all",     "alla",    "alle",   "allo",  "altra",  "altri",
    "altro",  "anche",   "ancora", "avere", "avete",  "aveva",   "avevano", "c",      "che",   "chi",    "ci",
    "col",    "come",    "con",    "cosa",  "d",      "da",      "dagli",   "dai",    "dal",   "dall",   "dalla",
    "dalle",  "dallo",   "degli",  "dei",   "del",    "dell",    "della",   "delle",  "dello", "deve",   "di",
    "dove",   "dunque",  "e",      "ed",    "egli",   "era",     "erano",   "essere", "essi",  "fra",    "fu",
    "gia",    "gli",     "ha",     "hai",   "hanno",  "ho",      "i",       "il",     "in",    "io",     "l",
    "la",     "le",      "lei",    "lo",    "loro",   "lui",     "ma",      "mai",    "me",    "meno",   "mentre",
    "mi",     "mia",     "mie",    "miei",  "mio",    "molto",   "ne",      "negli",  "nei",   "nel",    "nell",
    "nella",  "nelle",   "nello",  "noi",   "non",    "nostra",  "nostri",  "nostro", "o",     "od",     "ogni",
    "per",    "perche",  "pero",   "piu",   "poiche", "possono", "puo",     "quale",  "quali", "quando", "quanta",
    "quanti", "quanto",  "quel",   "quell", "quella", "quelle",  "quelli",  "quello", "quest", "questa", "queste",
    "questi", "questo",  "quindi", "sara",  "se",     "sei",     "sempre",  "senza",  "si",    "siamo",  "siete",
    "solo",   "sono",    "sopra",  "sotto", "stata",  "stati",   "stato",   "su",     "sua",   "sue",    "sugli",
    "sui",    "sul",     "sull",   "sulla", "sulle",  "sullo",   "suo",     "suoi",   "te",    "ti",     "tra",
    "tu",     "tua",     "tuo",    "tutta", "tutte",  "tutti",   "tutto",   "un",     "una",   "uno",    "verso",
    "vi",     "voi",     "vostra", "vostro"};

constexpr std::array<std::string_view, 141> kPortuguese{
    "a",      "ainda",  "ao",      "aos",   "aquela", "aquelas", "aquele",   "aqueles", "aquilo", "as",    "ate",
    "cada",   "com",    "como",    "da",    "das",    "de",      "desde",    "deve",    "do",     "dos",   "e",
    "ela",    "elas",   "ele",     "eles",  "em",     "embora",  "enquanto", "entre",   "era",    "eram",  "es",
    "essa",   "essas",  "esse",    "esses", "esta",   "estao",   "estar",    "estas",   "estava", "este",  "estes",
    "eu",     "foi",    "foram",   "ha",    "haver",  "isso",    "isto",     "ja",      "lhe",    "lhes",  "mais",
    "mas",    "me",     "menos",   "mesmo", "meu",    "meus",    "mim",      "minha",   "minhas", "muito", "na",
    "nao",    "nas",    "nem",     "no",    "nos",    "nossa",   "nossas",   "nosso",   "nossos", "num",   "numa",
    "nunca",  "o",      "onde",    "os",    "ou",     "outra",   "outras",   "outro",   "outros", "para",  "pela",
    "pelas",  "pelo",   "pelos",   "pode",  "podem",  "pois",    "por",      "porque",  "quais",  "qual",  "quando",
    "quanta", "quanto", "quantos", "que",   "quem",   "sao",     "se",       "sem",     "sempre", "ser",   "sera",
    "seu",    "seus",   "si",      "sido",  "so",     "sob",     "sobre",    "somos",   "sou",    "sua",   "suas",
    "tambem", "te",     "tem",     "ter",   "teu",    "tinha",   "toda",     "todas",   "todo",   "todos", "tu",
    "tua",    "tudo",   "um",      "uma",   "umas",   "uns",     "voce",     "voces",   "vos"};

constexpr std::array<std::string_view, 125> kDutch{
    "aan",    "al",     "alle",   "alles", "als",   "altijd", "andere", "ben",     "bent",  "bij",    "boven",
    "daar",   "dan",    "dat",    "de",    "den",   "der",    "des",    "deze",    "die",   "dit",    "door",
    "dus",    "een",    "elk",    "elke",  "en",    "er",     "geen",   "geweest", "haar",  "had",    "hadden",
    "heb",    "hebben", "hebt",   "heeft", "hem",   "hen",    "het",    "hier",    "hij",   "hoe",    "hun",
    "ieder",  "iedere", "ik",     "in",    "is",    "je",     "jij",    "jou",     "jouw",  "jullie", "kan",
    "kon",    "kunnen", "maar",   "mag",   "me",    "men",    "met",    "mij",     "mijn",  "moet",   "moeten",
    "na",     "naar",   "niet",   "nog",   "nooit", "nu",     "of",     "om",      "omdat", "onder",  "ons",
    "onze",   "ook",    "op",     "over",  "sinds", "te",     "tegen",  "terwijl", "toen",  "tot",    "tussen",
    "u",      "uit",    "uw",     "van",   "voor",  "waar",   "waarom", "wanneer", "want",  "waren",  "was",
    "wat",    "we",     "weer",   "wel",   "welk",  "welke",  "werd",   "werden",  "wie",   "wij",    "wil",
    "word",   "worden", "wordt",  "zal",   "ze",    "zeer",   "zelf",   "zich",    "zij",   "zijn",   "zo",
    "zonder", "zou",    "zouden", "zullen"};

constexpr std::array<std::string_view, 115> kSwedish{
    "aldrig",   "all",    "alla",   "allt", "alltid", "an",     "andra", "annan",  "annat", "ar",    "att",
    "av",       "bara",   "blev",   "bli",  "blir",   "da",     "dar",   "darfor", "de",    "dem",   "den",
    "denna",    "deras",  "dessa",  "det",  "detta",  "dig",    "din",   "dina",   "ditt",  "du",    "efter",
    "eftersom", "eller",  "en",     "er",   "ett",    "far",    "for",   "fore",   "fran",  "genom", "ha",
    "hade",     "han",    "hans",   "har",  "henne",  "hennes", "hon",   "honom",  "hos",   "hur",   "i",
    "inga",     "ingen",  "inget",  "inte", "jag",    "kan",    "kunde", "man",    "maste", "med",   "medan",
    "mellan",   "men",    "mig",    "min",  "mina",   "mitt",   "mot",   "mycket", "nagon", "nagot", "nagra",
    "nar",      "ni",     "nu",     "och",  "ocksa",  "om",     "oss",   "over",   "pa",    "redan", "sa",
    "sedan",    "sig",    "sin",    "sina", "sitt",   "sjalv",  "ska",   "skulle", "som",   "till",  "under",
    "utan",     "vad",    "var",    "vara", "varfor", "varit",  "varje", "vart",   "vem",   "vi",    "vid",
    "vilka",    "vilken", "vilket", "vill", "ville"};

constexpr std::array<std::string_view, 113> kDanish{
    "af",      "al",     "aldrig",  "alle",    "allerede", "alt",    "altid", "anden",  "andet", "andre",  "at",
    "blev",    "blive",  "bliver",  "da",      "de",       "dem",    "den",   "denne",  "der",   "deres",  "det",
    "dette",   "dig",    "din",     "dine",    "disse",    "dit",    "du",    "efter",  "eller", "en",     "end",
    "er",      "et",     "for",     "fordi",   "fra",      "gennem", "ham",   "han",    "hans",  "har",    "havde",
    "have",    "hende",  "hendes",  "her",     "hos",      "hun",    "hvad",  "hvem",   "hver",  "hvilke", "hvilken",
    "hvilket", "hvor",   "hvordan", "hvorfor", "hvornar",  "i",      "ikke",  "ingen",  "intet", "jeg",    "jer",
    "kan",     "kun",    "kunne",   "ma",      "man",      "med",    "meget", "mellem", "men",   "mens",   "mig",
    "min",     "mine",   "mit",     "mod",     "nar",      "nogen",  "noget", "nogle",  "nu",    "og",     "ogsa",
    "om",      "os",     "over",    "pa",      "sa",       "selv",   "siden", "sig",    "sin",   "sine",   "sit",
    "skal",    "skulle", "som",     "til",     "uden",     "under",  "vaere", "vaeret", "var",   "ved",    "vi",
    "vil",     "ville",  "vores"};

constexpr std::array<std::string_view, 112> kNorwegian{
    "aldri", "all",    "alle",    "allerede", "alltid", "alt",     "andre",   "annen", "annet",   "at",    "av",
    "bare",  "ble",    "bli",     "blir",     "da",     "de",      "deg",     "dem",   "den",     "denne", "der",
    "dere",  "deres",  "det",     "dette",    "din",    "dine",    "disse",   "ditt",  "du",      "ei",    "eller",
    "en",    "enn",    "er",      "et",       "etter",  "for",     "fordi",   "fra",   "gjennom", "ha",    "hadde",
    "ham",   "han",    "hans",    "har",      "henne",  "hennes",  "her",     "hos",   "hun",     "hva",   "hvem",
    "hver",  "hvilke", "hvilken", "hvilket",  "hvor",   "hvordan", "hvorfor", "i",     "ikke",    "ingen", "jeg",
    "kan",   "kunne",  "ma",      "man",      "med",    "meg",     "mellom",  "men",   "mens",    "min",   "mine",
    "mitt",  "mot",    "mye",     "na",       "nar",    "noe",     "noen",    "og",    "ogsa",    "om",    "oss",
    "over",  "pa",     "sa",      "seg",      "selv",   "siden",   "sin",     "sine",  "sitt",    "skal",  "skulle",
    "som",   "til",    "under",   "uten",     "vaere",  "vaert",   "var",     "vare",  "vart",    "ved",   "vi",
    "vil",   "ville"};

constexpr std::array<std::string_view, 82> kFinnish{
    "aina",   "ala",    "ei",    "eivat", "emme",   "en",     "et",    "etta",   "ette",   "han",     "hanen", "he",
    "heidan", "ja",     "jo",    "joita", "joka",   "jonka",  "jos",   "jossa",  "jotka",  "kenen",   "ketka", "koska",
    "kuin",   "kuinka", "kuka",  "kun",   "me",     "meidan", "mihin", "mika",   "miksi",  "milloin", "mina",  "minka",
    "minun",  "missa",  "mista", "mita",  "miten",  "mitka",  "mutta", "myos",   "naiden", "nama",    "ne",    "niiden",
    "niin",   "nuo",    "nyt",   "ole",   "olemme", "olen",   "olet",  "olette", "oli",    "olivat",  "olla",  "ollut",
    "on",     "ovat",   "se",    "seka",  "sen",    "siis",   "sina",  "sinun",  "sitten", "tai",     "tama",  "taman",
    "te",     "teidan", "tuo",   "tuon",  "vai",    "vaikka", "vain",  "viela",  "voi",    "voivat"};

constexpr std::array<std::string_view, 113> kRussian{
    "а",       "без",      "будет",   "будто",   "бы",    "был",   "была",   "были",   "было",  "быть",    "в",
    "вам",     "вас",      "ведь",    "во",      "вот",   "все",   "вы",     "где",    "да",    "даже",    "для",
    "до",      "его",      "ее",      "ей",      "ему",   "если",  "есть",   "еще",    "же",    "за",      "зачем",
    "и",       "из",       "или",     "их",      "к",     "как",   "какая",  "какие",  "каким", "какой",   "когда",
    "которая", "которого", "которые", "который", "кто",   "куда",  "ли",     "между",  "меня",  "мне",     "мы",
    "на",      "над",      "не",      "него",    "нет",   "ни",    "нибудь", "ничего", "но",    "ну",      "о",
    "об",      "обо",      "он",      "она",     "они",   "опять", "от",     "перед",  "по",    "под",     "после",
    "потом",   "потому",   "почему",  "при",     "про",   "с",     "сам",    "себе",   "себя",  "сколько", "со",
    "так",     "там",      "тебя",    "то",      "тогда", "того",  "только", "тут",    "ты",    "у",       "уже",
    "чего",    "чем",      "через",   "что",     "чтоб",  "чтобы", "эта",    "эти",    "это",   "этого",   "этой",
    "этом",    "этот",     "я"};

struct StopWordList {
  std::string_view language;
  std::span<const std::string_view> words;
};

constexpr std::array<StopWordList, 12> kLists{{
    {"english", kEnglish},
    {"german", kGerman},
    {"french", kFrench},
    {"spanish", kSpanish},
    {"italian", kItalian},
    {"portuguese", kPortuguese},
    {"dutch", kDutch},
    {"swedish", kSwedish},
    {"danish", kDanish},
    {"norwegian", kNorwegian},
    {"finnish", kFinnish},
    {"russian", kRussian},
}};

}  // namespace

std::span<const std::string_view> stop_words_of(std::string_view language) {
  for (const StopWordList& list : kLists) {
    if (list.language == language) return list.words;
  }
  return {};
}

}  // namespace newsrank::detail
