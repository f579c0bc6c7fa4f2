<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About tempnetic</source>
        <translation>Über tempnetic</translation>
    </message>
    <message>
        <source>A workbench for global tempo estimation: datasets, training, evaluation, and the tempo of your songs. It works offline; nothing leaves this computer.

Free software under the GNU General Public License, version 3 or later, without any warranty.</source>
        <translation>Eine Werkbank für die globale Temposchätzung: Datensätze, Training, Auswertung und das Tempo eigener Songs. Sie arbeitet ohne Netz; nichts verlässt diesen Rechner.

Freie Software unter der GNU General Public License, Version 3 oder später, ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
</context>
<context>
    <name>AudioOutput</name>
    <message>
        <source>There is no audio device: nothing can be played. All else works.</source>
        <translation>Es gibt kein Audiogerät: Abspielen geht nicht. Alles andere geht.</translation>
    </message>
    <message>
        <source>The audio device takes no stereo sound that this program can make: nothing can be played.</source>
        <translation>Das Audiogerät nimmt keinen Stereoton an, den dieses Programm liefern kann: Abspielen geht nicht.</translation>
    </message>
    <message>
        <source>The audio device could not be opened: nothing can be played.</source>
        <translation>Das Audiogerät ließ sich nicht öffnen: Abspielen geht nicht.</translation>
    </message>
    <message>
        <source>The audio device stopped working.</source>
        <translation>Das Audiogerät arbeitet nicht mehr.</translation>
    </message>
</context>
<context>
    <name>EngineText</name>
    <message>
        <source>expected but missing</source>
        <translation>erwartet, aber nicht da</translation>
    </message>
    <message>
        <source>annotation without audio</source>
        <translation>Annotation ohne Audio</translation>
    </message>
    <message>
        <source>audio file cannot be read</source>
        <translation>Audiodatei nicht lesbar</translation>
    </message>
    <message>
        <source>audio cannot be decoded</source>
        <translation>Audio nicht dekodierbar</translation>
    </message>
    <message>
        <source>no audio in the file</source>
        <translation>kein Audio in der Datei</translation>
    </message>
    <message>
        <source>audio breaks off early</source>
        <translation>Audio bricht vorzeitig ab</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>still</translation>
    </message>
    <message>
        <source>constant signal</source>
        <translation>gleichbleibendes Signal</translation>
    </message>
    <message>
        <source>samples that are no numbers</source>
        <translation>Abtastwerte, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>parts of the audio are broken</source>
        <translation>Teile des Audios sind kaputt</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>übersteuert</translation>
    </message>
    <message>
        <source>unexpected sample rate</source>
        <translation>unerwartete Abtastrate</translation>
    </message>
    <message>
        <source>unexpected length</source>
        <translation>unerwartete Länge</translation>
    </message>
    <message>
        <source>no tempo annotation</source>
        <translation>keine Tempo-Annotation</translation>
    </message>
    <message>
        <source>annotation cannot be used</source>
        <translation>Annotation nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>tempo outside the training range</source>
        <translation>Tempo außerhalb des Trainings</translation>
    </message>
    <message>
        <source>beats disagree with the tempo</source>
        <translation>Beats passen nicht zum Tempo</translation>
    </message>
    <message>
        <source>exact duplicate</source>
        <translation>genaues Duplikat</translation>
    </message>
    <message>
        <source>near duplicate</source>
        <translation>Beinahe-Duplikat</translation>
    </message>
    <message>
        <source>CSV manifest</source>
        <translation>CSV-Manifest</translation>
    </message>
    <message>
        <source>annotations without audio</source>
        <translation>Annotationen ohne Audio</translation>
    </message>
    <message>
        <source>audio with JAMS files</source>
        <translation>Audio mit JAMS-Dateien</translation>
    </message>
    <message>
        <source>audio with tempo files</source>
        <translation>Audio mit Tempo-Dateien</translation>
    </message>
    <message>
        <source>GTZAN (annotations only)</source>
        <translation>GTZAN (nur Annotationen)</translation>
    </message>
    <message>
        <source>GTZAN (flat)</source>
        <translation>GTZAN (ohne Ordner)</translation>
    </message>
    <message>
        <source>GTZAN (genre folders)</source>
        <translation>GTZAN (Genre-Ordner)</translation>
    </message>
    <message>
        <source>reading audio</source>
        <translation>Audio lesen</translation>
    </message>
    <message>
        <source>preparing features</source>
        <translation>Merkmale vorbereiten</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>split all</source>
        <translation>alle Titel</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>INCLUDES TRAINING TRACKS: a model learnt from %1 of these %2 tracks; its numbers here do not tell how it does on other music.</source>
        <translation>MIT TRAININGSTITELN: Ein Modell hat aus %1 dieser %2 Titel gelernt; seine Zahlen sagen hier nicht, wie gut es bei anderer Musik ist.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Ohne Antwort</translation>
    </message>
    <message>
        <source>Acc1 %1 %</source>
        <translation>Acc1 %1 %</translation>
    </message>
    <message>
        <source>Acc2 %1 %</source>
        <translation>Acc2 %1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>(always %1 BPM)</source>
        <translation>(immer %1 BPM)</translation>
    </message>
    <message>
        <source>(best of librosa&apos;s lags)</source>
        <translation>(Bestes der Lags von librosa)</translation>
    </message>
    <message>
        <source>What kind of error</source>
        <translation>Welche Art Fehler</translation>
    </message>
    <message>
        <source>Tracks by the relation of the estimate to the reference; the first that fits.</source>
        <translation>Titel nach dem Verhältnis der Schätzung zur Referenz; das erste, das passt.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>half</source>
        <translation>halb</translation>
    </message>
    <message>
        <source>double</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>third</source>
        <translation>Drittel</translation>
    </message>
    <message>
        <source>triple</source>
        <translation>dreifach</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Accuracy1 by tolerance</source>
        <translation>Accuracy1 nach Toleranz</translation>
    </message>
    <message>
        <source>In %.</source>
        <translation>In %.</translation>
    </message>
    <message>
        <source>Pairs of systems</source>
        <translation>Paare von Systemen</translation>
    </message>
    <message>
        <source>Accuracy1. Difference: B less A in percentage points, with the 95 % interval of the paired bootstrap. p: exact McNemar; Holm: corrected for the number of pairs, %1.</source>
        <translation>Accuracy1. Differenz: B weniger A in Prozentpunkten, mit dem 95-%-Intervall des gepaarten Bootstraps. p: exakter McNemar-Test; Holm: korrigiert für die Zahl der Paare, %1.</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Only A</source>
        <translation>Nur A</translation>
    </message>
    <message>
        <source>Only B</source>
        <translation>Nur B</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Ranking under each reference</source>
        <translation>Rangfolge nach jeder Referenz</translation>
    </message>
    <message>
        <source>Each reference version on the tracks that it has. In %, with 95 % Wilson intervals.</source>
        <translation>Jede Fassung der Referenz auf den Titeln, die sie hat. In %, mit 95-%-Wilson-Intervallen.</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>By genre</source>
        <translation>Nach Genre</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>no genre</source>
        <translation>ohne Genre</translation>
    </message>
    <message>
        <source>By reference tempo</source>
        <translation>Nach Referenztempo</translation>
    </message>
    <message>
        <source>Reference tempo</source>
        <translation>Referenztempo</translation>
    </message>
    <message>
        <source>below %1 BPM</source>
        <translation>unter %1 BPM</translation>
    </message>
    <message>
        <source>%1 to %2 BPM</source>
        <translation>%1 bis %2 BPM</translation>
    </message>
    <message>
        <source>%1 BPM and more</source>
        <translation>ab %1 BPM</translation>
    </message>
    <message>
        <source>By variation of the beat intervals</source>
        <translation>Nach Schwankung der Beat-Abstände</translation>
    </message>
    <message>
        <source>Variation of the beat intervals</source>
        <translation>Schwankung der Beat-Abstände</translation>
    </message>
    <message>
        <source>steady: below 2 %</source>
        <translation>stetig: unter 2 %</translation>
    </message>
    <message>
        <source>2 to 5 %</source>
        <translation>2 bis 5 %</translation>
    </message>
    <message>
        <source>5 to 10 %</source>
        <translation>5 bis 10 %</translation>
    </message>
    <message>
        <source>unsteady: 10 % and more</source>
        <translation>unstetig: ab 10 %</translation>
    </message>
    <message>
        <source>no beats</source>
        <translation>ohne Beats</translation>
    </message>
    <message>
        <source>By part of the models&apos; training</source>
        <translation>Nach Teil des Modelltrainings</translation>
    </message>
    <message>
        <source>Part of the models&apos; training</source>
        <translation>Teil des Modelltrainings</translation>
    </message>
    <message>
        <source>known to no model</source>
        <translation>keinem Modell bekannt</translation>
    </message>
    <message>
        <source>chosen by (validation)</source>
        <translation>danach gewählt (Validierung)</translation>
    </message>
    <message>
        <source>TRAINED ON</source>
        <translation>TRAINIERT</translation>
    </message>
    <message>
        <source>Accuracy1 / Accuracy2 in %.</source>
        <translation>Accuracy1 / Accuracy2 in %.</translation>
    </message>
    <message>
        <source>Accuracy1 / Accuracy2 in %. %1 more systems are in metrics.json.</source>
        <translation>Accuracy1 / Accuracy2 in %. %1 weitere Systeme stehen in metrics.json.</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>ECE: mean distance of confidence and accuracy, ten bins. Then Accuracy1 in % of the surest 20, 50, 80 and 100 % of the answers.</source>
        <translation>ECE: mittlerer Abstand von Sicherheit und Genauigkeit, zehn Klassen. Dann Accuracy1 in % der sichersten 20, 50, 80 und 100 % der Antworten.</translation>
    </message>
    <message>
        <source>Blocks against whole tracks</source>
        <translation>Blöcke gegen ganze Titel</translation>
    </message>
    <message>
        <source>Accuracy1 in % of the single blocks of 12 s and of the tracks that they make up. Unsteady: tracks with a block away from the track&apos;s own answer.</source>
        <translation>Accuracy1 in % der einzelnen Blöcke von 12 s und der Titel, die sie bilden. Unstetig: Titel mit einem Block abseits der Antwort des Titels.</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Acc1 of blocks</source>
        <translation>Acc1 der Blöcke</translation>
    </message>
    <message>
        <source>Acc1 of tracks</source>
        <translation>Acc1 der Titel</translation>
    </message>
    <message>
        <source>Unsteady</source>
        <translation>Unstetig</translation>
    </message>
    <message>
        <source>Two tempi</source>
        <translation>Zwei Tempi</translation>
    </message>
    <message>
        <source>On tracks whose reference has two tempi, tolerance 8 % (MIREX).</source>
        <translation>Auf Titeln, deren Referenz zwei Tempi hat, Toleranz 8 % (MIREX).</translation>
    </message>
    <message>
        <source>One right</source>
        <translation>Eines richtig</translation>
    </message>
    <message>
        <source>Both right</source>
        <translation>Beide richtig</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1, reference %2, n = %3, tolerance %4 %, %5, intervals 95 % (Wilson)</source>
        <translation>%1, Referenz %2, n = %3, Toleranz %4 %, %5, Intervalle 95 % (Wilson)</translation>
    </message>
    <message>
        <source>split %1 (%2 of %3 tracks)</source>
        <translation>Aufteilung %1 (%2 von %3 Titeln)</translation>
    </message>
    <message>
        <source>%1 %2/%3</source>
        <translation>%1 %2/%3</translation>
    </message>
</context>
<context>
    <name>PlotExport</name>
    <message>
        <source>Export the plot</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>SVG (*.svg);;PDF (*.pdf);;PNG (*.png)</source>
        <translation>SVG (*.svg);;PDF (*.pdf);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>SVG, PDF or PNG; always in light colours.</source>
        <translation>SVG, PDF oder PNG; immer in hellen Farben.</translation>
    </message>
</context>
<context>
    <name>SessionFile</name>
    <message>
        <source>it will be overwritten</source>
        <translation>sie wird überschrieben</translation>
    </message>
    <message>
        <source>it is kept as %1</source>
        <translation>sie ist aufgehoben als %1</translation>
    </message>
    <message>
        <source>The last session was not restored: %1; %2.</source>
        <translation>Die letzte Sitzung wurde nicht wiederhergestellt: %1; %2.</translation>
    </message>
    <message>
        <source>The last session could not be read: %1.</source>
        <translation>Die letzte Sitzung ließ sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>its file is damaged (%1)</source>
        <translation>ihre Datei ist beschädigt (%1)</translation>
    </message>
    <message>
        <source>its file is of a later version of tempnetic</source>
        <translation>ihre Datei ist von einer späteren Version von tempnetic</translation>
    </message>
    <message>
        <source>its file is damaged (no version)</source>
        <translation>ihre Datei ist beschädigt (keine Version)</translation>
    </message>
    <message>
        <source>The session cannot be saved: no folder %1.</source>
        <translation>Die Sitzung lässt sich nicht speichern: kein Ordner %1.</translation>
    </message>
    <message>
        <source>The session cannot be saved: %1.</source>
        <translation>Die Sitzung lässt sich nicht speichern: %1.</translation>
    </message>
    <message>
        <source>its file is too large</source>
        <translation>ihre Datei ist zu groß</translation>
    </message>
    <message>
        <source>%1 was not opened: %2.</source>
        <translation>%1 wurde nicht geöffnet: %2.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>TrackFilter</name>
    <message>
        <source>it may be %1</source>
        <translation>möglich ist %1</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <translation>ist %1 gemeint?</translation>
    </message>
    <message>
        <source>“%1” does not mean anything after “%2:”; %3</source>
        <translation>„%1“ bedeutet nach „%2:“ nichts; %3</translation>
    </message>
    <message>
        <source>“%1” is not a regular expression: %2</source>
        <translation>„%1“ ist kein regulärer Ausdruck: %2</translation>
    </message>
    <message>
        <source>“%1” is not a regular expression: it does not end with /</source>
        <translation>„%1“ ist kein regulärer Ausdruck: Er endet nicht mit /</translation>
    </message>
    <message>
        <source>“%1” is not a number; try %2:&lt;70, %2:&gt;=100, %2:80-120 or %2:none</source>
        <translation>„%1“ ist keine Zahl; möglich sind %2:&lt;70, %2:&gt;=100, %2:80-120 oder %2:none</translation>
    </message>
    <message>
        <source>“%1” goes from high to low; try %2:%3-%4</source>
        <translation>„%1“ geht von hoch nach tief; besser %2:%3-%4</translation>
    </message>
    <message>
        <source>“%1:” needs a value</source>
        <translation>„%1:“ braucht einen Wert</translation>
    </message>
    <message>
        <source>“%1” is not known; there are %2</source>
        <translation>„%1“ ist unbekannt; es gibt %2</translation>
    </message>
    <message>
        <source>“%1” is not known; did you mean “%2”?</source>
        <translation>„%1“ ist unbekannt; ist „%2“ gemeint?</translation>
    </message>
</context>
<context>
    <name>TrackTable</name>
    <message>
        <source>%1, +%2</source>
        <translation>%1, +%2</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sek.</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Beats</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Tempo of the reference in beats per minute; corrected ones are in italics</source>
        <translation>Tempo der Referenz in Schlägen pro Minute; korrigierte sind kursiv</translation>
    </message>
    <message>
        <source>The annotation that the tempo is from</source>
        <translation>Die Annotation, aus der das Tempo stammt</translation>
    </message>
    <message>
        <source>What could be decoded</source>
        <translation>Was sich dekodieren ließ</translation>
    </message>
    <message>
        <source>Annotated beats</source>
        <translation>Annotierte Beats</translation>
    </message>
    <message>
        <source>What the track is used for in training</source>
        <translation>Wozu der Titel im Training dient</translation>
    </message>
    <message>
        <source>Your own words, with commas between; kept beside the dataset</source>
        <translation>Eigene Wörter, mit Kommas dazwischen; sie liegen neben dem Datensatz</translation>
    </message>
    <message>
        <source>Click sorts, Ctrl+click adds this column to the order</source>
        <translation>Klick sortiert, Strg+Klick nimmt diese Spalte zur Ordnung hinzu</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>tempo::ui::CategoryBars</name>
    <message>
        <source>%1: nothing yet</source>
        <translation>%1: noch nichts</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n track(s)</source>
        <translation>
            <numerusform>%1, %n Titel</numerusform>
            <numerusform>%1, %n Titel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::ui::CurvePlot</name>
    <message numerus="yes">
        <source>%n value(s) outside</source>
        <translation>
            <numerusform>%n Wert außerhalb</numerusform>
            <numerusform>%n Werte außerhalb</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nothing yet</source>
        <translation>%1: noch nichts</translation>
    </message>
    <message>
        <source>%1 from %L2 to %L3, now %L4</source>
        <translation>%1 von %L2 bis %L3, jetzt %L4</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tempo::ui::JobBar</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Stop “%1”</source>
        <translation>„%1“ anhalten</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Laufende Aufgaben</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>tempo::ui::MessageBar</name>
    <message>
        <source>Details…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>tempo::ui::NavigationRail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>tempo::ui::Plot</name>
    <message>
        <source>Copy as picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>tempo::ui::TempoHistogram</name>
    <message>
        <source>Tempo histogram</source>
        <translation>Tempo-Histogramm</translation>
    </message>
    <message>
        <source>Tempo (BPM)</source>
        <translation>Tempo (BPM)</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>%1 under %2</source>
        <translation>%1 unter %2</translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>others</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>no genre</source>
        <translation>ohne Genre</translation>
    </message>
    <message>
        <source>No track has a tempo.</source>
        <translation>Kein Titel hat ein Tempo.</translation>
    </message>
    <message>
        <source>%1 of %2 tracks with a tempo are shown, %3 selected; most have %4 to %5 BPM; %6 lie outside %7 to %8 BPM.</source>
        <translation>%1 von %2 Titeln mit Tempo sind zu sehen, %3 ausgewählt; die meisten haben %4 bis %5 BPM; %6 liegen außerhalb von %7 bis %8 BPM.</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 BPM: %n tracks</source>
        <translation>
            <numerusform>%1 bis %2 BPM: %n Titel</numerusform>
            <numerusform>%1 bis %2 BPM: %n Titel</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 ausgewählt</translation>
    </message>
    <message>
        <source>%1 filtered out</source>
        <translation>%1 ausgefiltert</translation>
    </message>
</context>
<context>
    <name>tempo::ui::TimeRuler</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>tempo::ui::WaveformView</name>
    <message>
        <source>Waveform with beats</source>
        <translation>Wellenform mit Beats</translation>
    </message>
</context>
<context>
    <name>tempo::ui::XyPlot</name>
    <message>
        <source>Reference tempo (BPM)</source>
        <translation>Referenztempo (BPM)</translation>
    </message>
    <message>
        <source>Estimated tempo (BPM)</source>
        <translation>Geschätztes Tempo (BPM)</translation>
    </message>
    <message>
        <source>%1: no predictions yet</source>
        <translation>%1: noch keine Schätzungen</translation>
    </message>
    <message>
        <source>%1: %2 of %3 within %4 %, %5 without an estimate</source>
        <translation>%1: %2 von %3 innerhalb von %4 %, %5 ohne Schätzung</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::CloseQuestion</name>
    <message>
        <source>A training is running</source>
        <translation>Ein Training läuft</translation>
    </message>
    <message>
        <source>A training is running. What becomes of it?</source>
        <translation>Ein Training läuft. Was wird daraus?</translation>
    </message>
    <message>
        <source>No epoch has ended yet.</source>
        <translation>Noch ist keine Epoche zu Ende.</translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s) have ended; a run can be resumed from the last one at any time.</source>
        <translation>
            <numerusform>%n Epoche ist zu Ende; von ihr aus lässt sich der Lauf jederzeit fortsetzen.</numerusform>
            <numerusform>%n Epochen sind zu Ende; von der letzten aus lässt sich der Lauf jederzeit fortsetzen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The queue of %n run(s) is forgotten if it ends.</source>
        <translation>
            <numerusform>Die Warteschlange mit %n Lauf wird vergessen, wenn es endet.</numerusform>
            <numerusform>Die Warteschlange mit %n Läufen wird vergessen, wenn es endet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Bestes sichern</translation>
    </message>
    <message>
        <source>Cancel and discard</source>
        <translation>Abbrechen und verwerfen</translation>
    </message>
    <message>
        <source>The window stays open</source>
        <translation>Das Fenster bleibt offen</translation>
    </message>
    <message>
        <source>Ends after this batch, keeps the best model, and closes</source>
        <translation>Endet nach diesem Batch, behält das beste Modell und schließt</translation>
    </message>
    <message>
        <source>Ends after this batch without a model, and closes</source>
        <translation>Endet nach diesem Batch ohne Modell und schließt</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::CorrectionBar</name>
    <message>
        <source>Tap the tempo</source>
        <translation>Tempo klopfen</translation>
    </message>
    <message>
        <source>÷2</source>
        <translation>÷2</translation>
    </message>
    <message>
        <source>Halve the tempo</source>
        <translation>Tempo halbieren</translation>
    </message>
    <message>
        <source>halved</source>
        <translation>halbiert</translation>
    </message>
    <message>
        <source>×⅔</source>
        <translation>×⅔</translation>
    </message>
    <message>
        <source>Two thirds of the tempo</source>
        <translation>Zwei Drittel des Tempos</translation>
    </message>
    <message>
        <source>times 2/3</source>
        <translation>mal 2/3</translation>
    </message>
    <message>
        <source>×1½</source>
        <translation>×1½</translation>
    </message>
    <message>
        <source>Three halves of the tempo</source>
        <translation>Drei Halbe des Tempos</translation>
    </message>
    <message>
        <source>times 3/2</source>
        <translation>mal 3/2</translation>
    </message>
    <message>
        <source>×2</source>
        <translation>×2</translation>
    </message>
    <message>
        <source>Double the tempo</source>
        <translation>Tempo verdoppeln</translation>
    </message>
    <message>
        <source>doubled</source>
        <translation>verdoppelt</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>Klopfen</translation>
    </message>
    <message>
        <source>Tap the tempo (T)</source>
        <translation>Tempo klopfen (T)</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>Type a tempo in BPM</source>
        <translation>Tempo in BPM eingeben</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Tap…</source>
        <translation>Klopfen…</translation>
    </message>
    <message>
        <source>Tap %1</source>
        <translation>Geklopft: %1</translation>
    </message>
    <message>
        <source>Tap %1 (%2)</source>
        <translation>Geklopft: %1 (%2)</translation>
    </message>
    <message>
        <source>tapped</source>
        <translation>geklopft</translation>
    </message>
    <message>
        <source>typed</source>
        <translation>eingegeben</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::CorrectionStore</name>
    <message>
        <source>Saving corrections</source>
        <translation>Korrekturen speichern</translation>
    </message>
    <message>
        <source>The corrections are not saved: %1</source>
        <translation>Die Korrekturen sind nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::CurveControls</name>
    <message>
        <source>Means</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>No outliers</source>
        <translation>Ohne Spitzen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagerechte Achse</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Lower plot</source>
        <translation>Unteres Diagramm</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smoothing: how strongly the loss of the steps is averaged</source>
        <translation>Glättung: wie stark der Verlust der Schritte gemittelt wird</translation>
    </message>
    <message>
        <source>Runs that differ only in their seed as one curve: their mean, and a band from the least to the greatest</source>
        <translation>Läufe, die sich nur im Seed unterscheiden, als eine Kurve: ihr Mittel, und ein Band vom kleinsten zum größten Wert</translation>
    </message>
    <message>
        <source>Logarithmic loss (L); Shift+L: logarithmic steps</source>
        <translation>Logarithmischer Verlust (L); Umschalt+L: logarithmische Schritte</translation>
    </message>
    <message>
        <source>Scales by the usual losses; single wild ones may lie outside</source>
        <translation>Skaliert nach den üblichen Verlusten; einzelne wilde können außerhalb liegen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::DatasetHeader</name>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Reference version</source>
        <translation>Fassung der Referenz</translation>
    </message>
    <message>
        <source>Which of the dataset&apos;s annotations counts; every number depends on it</source>
        <translation>Welche Annotation des Datensatzes gilt; jede Zahl hängt davon ab</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Rescan</source>
        <translation>Neu einlesen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::DatasetPage</name>
    <message>
        <source>No dataset</source>
        <translation>Kein Datensatz</translation>
    </message>
    <message>
        <source>Open a folder of music with annotated tempi: GTZAN in any of its shapes, a folder with .bpm, .beats or .jams files, or a CSV manifest. Or drop it here.</source>
        <translation>Einen Ordner mit Musik und annotierten Tempi öffnen: GTZAN in jeder seiner Formen, ein Ordner mit .bpm-, .beats- oder .jams-Dateien oder ein CSV-Manifest. Oder ihn hier ablegen.</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird angesehen</translation>
    </message>
    <message>
        <source>What it is will be known in a moment.</source>
        <translation>Was es ist, zeigt sich gleich.</translation>
    </message>
    <message>
        <source>%1 of %2 files are read.</source>
        <translation>%1 von %2 Dateien sind gelesen.</translation>
    </message>
    <message>
        <source>%1 of them cannot be used.</source>
        <translation>%1 davon sind nicht zu gebrauchen.</translation>
    </message>
    <message>
        <source>Looking for problems</source>
        <translation>Suche nach Problemen</translation>
    </message>
    <message>
        <source>%1. What is shown is what was there before; “Locate…” finds it again if it was moved.</source>
        <translation>%1. Zu sehen ist, was vorher da war; „Suchen…“ findet den Datensatz wieder, wenn er verschoben wurde.</translation>
    </message>
    <message>
        <source>The dataset is not there</source>
        <translation>Der Datensatz ist nicht da</translation>
    </message>
    <message>
        <source>This is no dataset</source>
        <translation>Das ist kein Datensatz</translation>
    </message>
    <message>
        <source>%1 is neither on the disk nor in the table.</source>
        <translation>%1 ist weder auf dem Datenträger noch in der Tabelle.</translation>
    </message>
    <message>
        <source>%1 tracks, %2 with a tempo · %3</source>
        <translation>%1 Titel, %2 mit Tempo · %3</translation>
    </message>
    <message>
        <source>%1 of %2 files read · %3</source>
        <translation>%1 von %2 Dateien gelesen · %3</translation>
    </message>
    <message>
        <source>%1 selected of %2 shown of %3 tracks</source>
        <translation>%1 ausgewählt von %2 gezeigten von %3 Titeln</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>&amp;Rescan</source>
        <translation>&amp;Neu einlesen</translation>
    </message>
    <message>
        <source>&amp;Locate a moved dataset…</source>
        <translation>Verschobenen Datensatz s&amp;uchen…</translation>
    </message>
    <message>
        <source>Where is it now?</source>
        <translation>Wo ist er jetzt?</translation>
    </message>
    <message>
        <source>Make the &amp;demo dataset</source>
        <translation>&amp;Demo-Datensatz erzeugen</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation>Filter &amp;leeren</translation>
    </message>
    <message>
        <source>Co&amp;py rows as TSV</source>
        <translation>&amp;Zeilen als TSV kopieren</translation>
    </message>
    <message>
        <source>Export tracks (C&amp;SV)…</source>
        <translation>Titel exportieren (&amp;CSV)…</translation>
    </message>
    <message>
        <source>Export report (&amp;HTML)…</source>
        <translation>Bericht exportieren (&amp;HTML)…</translation>
    </message>
    <message>
        <source>%1 of the selection</source>
        <translation>%1 (Auswahl)</translation>
    </message>
    <message>
        <source>Take back the corrections</source>
        <translation>Korrekturen zurücknehmen</translation>
    </message>
    <message>
        <source>Add a &amp;tag…</source>
        <translation>&amp;Tag hinzufügen…</translation>
    </message>
    <message>
        <source>E&amp;xclude from training</source>
        <translation>Vom Training &amp;ausschließen</translation>
    </message>
    <message>
        <source>&amp;Use in training again</source>
        <translation>&amp;Wieder im Training verwenden</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>Tag for the selected tracks</source>
        <translation>Tag für die ausgewählten Titel</translation>
    </message>
    <message>
        <source>The report is there when all audio was read.</source>
        <translation>Der Bericht ist fertig, sobald alle Audiodateien gelesen sind.</translation>
    </message>
    <message>
        <source>Export tracks</source>
        <translation>Titel exportieren</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Composing the demo dataset</source>
        <translation>Demo-Datensatz wird komponiert</translation>
    </message>
    <message>
        <source>The demo dataset is being composed, about a minute; it opens when it is ready.</source>
        <translation>Der Demo-Datensatz wird komponiert, etwa eine Minute lang; er öffnet sich, wenn er fertig ist.</translation>
    </message>
    <message>
        <source>Open a dataset</source>
        <translation>Datensatz öffnen</translation>
    </message>
    <message>
        <source>Open a dataset…</source>
        <translation>Datensatz öffnen…</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Make the demo dataset</source>
        <translation>Demo-Datensatz erzeugen</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Which columns the table has</source>
        <translation>Welche Spalten die Tabelle hat</translation>
    </message>
    <message>
        <source>Problems and split</source>
        <translation>Probleme und Aufteilung</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>The dataset was not read to its end.</source>
        <translation>Der Datensatz wurde nicht zu Ende gelesen.</translation>
    </message>
    <message>
        <source>The scan was stopped; “Rescan” goes on from there.</source>
        <translation>Das Einlesen wurde angehalten; „Neu einlesen“ macht dort weiter.</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::DatasetScanner</name>
    <message>
        <source>Scanning %1</source>
        <translation>%1 wird eingelesen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::EpochView</name>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Prediction against truth</source>
        <translation>Schätzung gegen Wahrheit</translation>
    </message>
    <message>
        <source>After each epoch, for every validation track.</source>
        <translation>Nach jeder Epoche, für jeden Titel der Validierung.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Epoch %1: %L2 % within 4 %</source>
        <translation>Epoche %1: %L2 % innerhalb von 4 %</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::EstimatePage</name>
    <message>
        <source>Add songs…</source>
        <translation>Songs hinzufügen…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Choose the model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Use the standard model</source>
        <translation>Standardmodell verwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Retry failed and cancelled songs</source>
        <translation>Fehlgeschlagene und abgebrochene Songs wiederholen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>Als CSV exportieren…</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Export as JAMS, a file a song…</source>
        <translation>Als JAMS exportieren, eine Datei je Song…</translation>
    </message>
    <message>
        <source>Folder for the JAMS files</source>
        <translation>Ordner für die JAMS-Dateien</translation>
    </message>
    <message>
        <source>Write tempi into tags…</source>
        <translation>Tempi in Tags schreiben…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Songs written to %2: %1.</source>
        <translation>Songs nach %2 geschrieben: %1.</translation>
    </message>
    <message>
        <source>JAMS files written to %2: %1.</source>
        <translation>JAMS-Dateien nach %2 geschrieben: %1.</translation>
    </message>
    <message>
        <source>There is no tempo to write yet.</source>
        <translation>Es gibt noch kein Tempo zu schreiben.</translation>
    </message>
    <message>
        <source>Estimate songs</source>
        <translation>Songs schätzen</translation>
    </message>
    <message>
        <source>Estimate a folder</source>
        <translation>Ordner schätzen</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Drop songs here</source>
        <translation>Songs hier ablegen</translation>
    </message>
    <message>
        <source>Files, folders or playlists, anywhere on the window. Each song gets its tempo, by the network and by librosa&apos;s method.</source>
        <translation>Dateien, Ordner oder Wiedergabelisten, irgendwo auf dem Fenster. Jeder Song bekommt sein Tempo, vom Netz und nach dem Verfahren von librosa.</translation>
    </message>
    <message>
        <source>Drop to estimate</source>
        <translation>Zum Schätzen ablegen</translation>
    </message>
    <message>
        <source>Files, folders or playlists.</source>
        <translation>Dateien, Ordner oder Wiedergabelisten.</translation>
    </message>
    <message>
        <source>Choose songs…</source>
        <translation>Songs wählen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Looking for songs</source>
        <translation>Suche nach Songs</translation>
    </message>
    <message>
        <source>%1 of %2 skipped: not audio.</source>
        <translation>%1 von %2 übersprungen: kein Audio.</translation>
    </message>
    <message>
        <source>%1 of %2 skipped.</source>
        <translation>%1 von %2 übersprungen.</translation>
    </message>
    <message>
        <source>%1 of %2 were in the list already.</source>
        <translation>%1 von %2 waren schon in der Liste.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 songs: %2</source>
        <translation>%1 Songs: %2</translation>
    </message>
    <message>
        <source>No songs</source>
        <translation>Keine Songs</translation>
    </message>
    <message>
        <source>1 song</source>
        <translation>1 Song</translation>
    </message>
    <message>
        <source>%1 songs</source>
        <translation>%1 Songs</translation>
    </message>
    <message>
        <source>%1 to go</source>
        <translation>%1 ausstehend</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 cancelled</source>
        <translation>%1 abgebrochen</translation>
    </message>
    <message>
        <source>The network that comes with tempnetic estimates.</source>
        <translation>Es schätzt das Netz, das tempnetic beiliegt.</translation>
    </message>
    <message>
        <source>%1 estimates the songs that are added from now on.</source>
        <translation>%1 schätzt die Songs, die von nun an hinzukommen.</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>Schätzung</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::EvaluationPage</name>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Nothing was evaluated yet</source>
        <translation>Noch nichts ausgewertet</translation>
    </message>
    <message>
        <source>Open a dataset on the Dataset page; then the baseline and the model are compared here, track by track.</source>
        <translation>Einen Datensatz auf der Seite „Datensatz“ öffnen; dann werden hier Baseline und Modell verglichen, Titel für Titel.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Not trained on</source>
        <translation>Nicht trainiert</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>Nie gesehen</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>All tracks</source>
        <translation>Alle Titel</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Which tracks are judged: those that no model has learnt from, or others, which is said everywhere</source>
        <translation>Welche Titel beurteilt werden: solche, aus denen kein Modell gelernt hat, oder andere, was dann überall dabeisteht</translation>
    </message>
    <message>
        <source>Reference version</source>
        <translation>Fassung der Referenz</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>± %L1 %</source>
        <translation>± %L1 %</translation>
    </message>
    <message>
        <source>Systems</source>
        <translation>Systeme</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>Modell hinzufügen…</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <source>Add another program&apos;s estimates…</source>
        <translation>Schätzungen eines anderen Programms hinzufügen…</translation>
    </message>
    <message>
        <source>Add estimates</source>
        <translation>Schätzungen hinzufügen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.jams)</source>
        <translation>Tabellen (*.csv *.jams)</translation>
    </message>
    <message>
        <source>Only the baseline and the standard model</source>
        <translation>Nur Baseline und Standardmodell</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>Ordner für den Bericht</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>What a drag does</source>
        <translation>Was Ziehen bewirkt</translation>
    </message>
    <message>
        <source>What a drag does; Shift adds to the selection, Ctrl takes away</source>
        <translation>Was Ziehen bewirkt; Umschalt fügt zur Auswahl hinzu, Strg nimmt weg</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>Achsen</translation>
    </message>
    <message>
        <source>Judged tracks</source>
        <translation>Beurteilte Titel</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Selected track</source>
        <translation>Ausgewählter Titel</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>Select the octave errors</source>
        <translation>Oktavfehler auswählen</translation>
    </message>
    <message>
        <source>Evaluate runs librosa&apos;s baseline and the model over “%1” and compares them, track by track.</source>
        <translation>„Auswerten“ lässt die Baseline von librosa und das Modell über „%1“ laufen und vergleicht sie, Titel für Titel.</translation>
    </message>
    <message>
        <source>%1 takes part in the next evaluation.</source>
        <translation>%1 ist bei der nächsten Auswertung dabei.</translation>
    </message>
    <message>
        <source>Open a dataset first, on the Dataset page.</source>
        <translation>Zuerst einen Datensatz öffnen, auf der Seite „Datensatz“.</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Auswertung</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) about the evaluation.</source>
        <translation>
            <numerusform>%n Meldung zur Auswertung.</numerusform>
            <numerusform>%n Meldungen zur Auswertung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht liegt in %1.</translation>
    </message>
    <message>
        <source>No dataset</source>
        <translation>Kein Datensatz</translation>
    </message>
    <message>
        <source>%1 selected of %2 judged</source>
        <translation>%1 ausgewählt von %2 beurteilten</translation>
    </message>
    <message>
        <source>Writing the bundle</source>
        <translation>Bündel wird geschrieben</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Save the evidence bundle</source>
        <translation>Belegbündel speichern</translation>
    </message>
    <message>
        <source>Evidence bundles (*.%1)</source>
        <translation>Belegbündel (*.%1)</translation>
    </message>
    <message>
        <source>Opening the bundle</source>
        <translation>Bündel wird geöffnet</translation>
    </message>
    <message>
        <source>From %1, made by %2 on %3.</source>
        <translation>Aus %1, erstellt von %2 am %3.</translation>
    </message>
    <message>
        <source>The audio is not on this computer: playing is off.</source>
        <translation>Die Audiodateien sind nicht auf diesem Rechner: Abspielen ist aus.</translation>
    </message>
    <message>
        <source>This version of tempnetic finds other numbers than those in it.</source>
        <translation>Diese Version von tempnetic findet andere Zahlen als die darin.</translation>
    </message>
    <message>
        <source>The table is in the clipboard.</source>
        <translation>Die Tabelle ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv);;Markdown (*.md);;LaTeX (*.tex)</source>
        <translation>CSV (*.csv);;Markdown (*.md);;LaTeX (*.tex)</translation>
    </message>
    <message>
        <source>Writing the table</source>
        <translation>Tabelle wird geschrieben</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Where the numbers come from</source>
        <translation>Woher die Zahlen stammen</translation>
    </message>
    <message>
        <source>Report into a folder…</source>
        <translation>Bericht in einen Ordner…</translation>
    </message>
    <message>
        <source>Everything as one evidence bundle…</source>
        <translation>Alles als ein Belegbündel…</translation>
    </message>
    <message>
        <source>The plot…</source>
        <translation>Das Diagramm…</translation>
    </message>
    <message>
        <source>The table of numbers…</source>
        <translation>Die Tabelle der Zahlen…</translation>
    </message>
    <message>
        <source>Logarithmic axes</source>
        <translation>Logarithmische Achsen</translation>
    </message>
    <message>
        <source>Linear axes</source>
        <translation>Lineare Achsen</translation>
    </message>
    <message>
        <source>Side by side: baseline, models</source>
        <translation>Nebeneinander: Baseline, Modelle</translation>
    </message>
    <message>
        <source>Lines of 3/2 and 4/3, too</source>
        <translation>Auch Linien von 3/2 und 4/3</translation>
    </message>
    <message>
        <source>As in the original project: linear, side by side</source>
        <translation>Wie im ursprünglichen Projekt: linear, nebeneinander</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy as LaTeX</source>
        <translation>Als LaTeX kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Copy or save the table that is shown</source>
        <translation>Die gezeigte Tabelle kopieren oder speichern</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filter…</translation>
    </message>
    <message>
        <source>Play with the reference&apos;s clicks</source>
        <translation>Mit Klicks der Referenz abspielen</translation>
    </message>
    <message>
        <source>Play with the baseline&apos;s clicks</source>
        <translation>Mit Klicks der Baseline abspielen</translation>
    </message>
    <message>
        <source>Play with the model&apos;s clicks</source>
        <translation>Mit Klicks des Modells abspielen</translation>
    </message>
    <message>
        <source>Select a track first, in the plot or in the table.</source>
        <translation>Zuerst einen Titel auswählen, im Diagramm oder in der Tabelle.</translation>
    </message>
    <message>
        <source>The audio of %1 is not on this computer, so that it cannot be played.</source>
        <translation>Die Audiodatei von %1 ist nicht auf diesem Rechner und kann nicht abgespielt werden.</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::FiguresView</name>
    <message>
        <source>Accuracy over tolerance</source>
        <translation>Genauigkeit über der Toleranz</translation>
    </message>
    <message>
        <source>Kinds of errors</source>
        <translation>Arten von Fehlern</translation>
    </message>
    <message>
        <source>Confidence against accuracy</source>
        <translation>Sicherheit gegen Genauigkeit</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Abbildung</translation>
    </message>
    <message>
        <source>Tolerance (%)</source>
        <translation>Toleranz (%)</translation>
    </message>
    <message>
        <source>Accuracy1 (%)</source>
        <translation>Accuracy1 (%)</translation>
    </message>
    <message>
        <source>Evaluate first.</source>
        <translation>Zuerst auswerten.</translation>
    </message>
    <message>
        <source>Confidence (%)</source>
        <translation>Sicherheit (%)</translation>
    </message>
    <message>
        <source>None of these systems says how sure it is.</source>
        <translation>Keines dieser Systeme sagt, wie sicher es ist.</translation>
    </message>
    <message>
        <source>Accuracy by: %1</source>
        <translation>Genauigkeit nach: %1</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>%1, error %2 %</source>
        <translation>%1, Fehler %2 %</translation>
    </message>
    <message>
        <source>as sure as right</source>
        <translation>so sicher wie richtig</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::FilterBar</name>
    <message>
        <source>Form…</source>
        <translation>Formular…</translation>
    </message>
    <message>
        <source>Filter, e.g.  genre:jazz bpm:&lt;70 problem:any -tag:live</source>
        <translation>Filter, z. B.  genre:jazz bpm:&lt;70 problem:any -tag:live</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Words that must all fit, “-” before one that must not:
genre:jazz,blues   bpm:80-120   seconds:&gt;29   beats:none   problem:any   split:val
tag:live   is:corrected   is:excluded   id:/0005[0-9]/   or any text</source>
        <translation>Wörter, die alle passen müssen, „-“ vor einem, das nicht passen darf:
genre:jazz,blues   bpm:80-120   seconds:&gt;29   beats:none   problem:any   split:val
tag:live   is:corrected   is:excluded   id:/0005[0-9]/   oder beliebiger Text</translation>
    </message>
    <message>
        <source>Filter on or off</source>
        <translation>Filter an oder aus</translation>
    </message>
    <message>
        <source>Switch the filter off without losing its text</source>
        <translation>Den Filter abschalten, ohne seinen Text zu verlieren</translation>
    </message>
    <message>
        <source>Build the filter in a form</source>
        <translation>Den Filter im Formular zusammenstellen</translation>
    </message>
    <message>
        <source>%1 selected / %2 shown / %3</source>
        <translation>%1 gewählt / %2 gezeigt / %3</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::FilterForm</name>
    <message>
        <source>Filter form</source>
        <translation>Filterformular</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>BPM</source>
        <translation>BPM</translation>
    </message>
    <message>
        <source>e.g. 80-120, &lt;70, none</source>
        <translation>z. B. 80-120, &lt;70, none</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>e.g. &gt;29</source>
        <translation>z. B. &gt;29</translation>
    </message>
    <message>
        <source>Beats</source>
        <translation>Beats</translation>
    </message>
    <message>
        <source>e.g. &gt;10, none</source>
        <translation>z. B. &gt;10, none</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>any</source>
        <translation>irgendeines</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::HistogramPanel</name>
    <message>
        <source>By genre</source>
        <translation>Nach Genre</translation>
    </message>
    <message>
        <source>No tempo yet</source>
        <translation>Noch kein Tempo</translation>
    </message>
    <message>
        <source>The histogram shows the annotated tempi. Put .bpm, .beats or .jams files beside the audio, or a CSV manifest with a column bpm.</source>
        <translation>Das Histogramm zeigt die annotierten Tempi. Dazu .bpm-, .beats- oder .jams-Dateien neben die Audiodateien legen oder ein CSV-Manifest mit einer Spalte bpm.</translation>
    </message>
    <message>
        <source>Bins of 5 BPM</source>
        <translation>Klassen zu 5 BPM</translation>
    </message>
    <message>
        <source>Octaves (log)</source>
        <translation>Oktaven (log)</translation>
    </message>
    <message>
        <source>25 bins</source>
        <translation>25 Klassen</translation>
    </message>
    <message>
        <source>Bins of the histogram</source>
        <translation>Klassen des Histogramms</translation>
    </message>
    <message>
        <source>As in the original project</source>
        <translation>Wie im ursprünglichen Projekt</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::HoverCard</name>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::InspectorViews</name>
    <message>
        <source>Mel spectrogram in Hz</source>
        <translation>Mel-Spektrogramm in Hz</translation>
    </message>
    <message>
        <source>Tempogram in BPM</source>
        <translation>Tempogramm in BPM</translation>
    </message>
    <message>
        <source>Onset envelope</source>
        <translation>Onset-Hüllkurve</translation>
    </message>
    <message>
        <source>What became of the track</source>
        <translation>Was aus dem Titel wurde</translation>
    </message>
    <message>
        <source>Click: play from here. Drag: mark a region to loop. Ctrl+wheel: zoom. Shift+wheel: scroll. Double click: show all.</source>
        <translation>Klick: ab hier abspielen. Ziehen: einen Bereich für die Schleife markieren. Strg+Rad: Zoom. Umschalt+Rad: blättern. Doppelklick: alles zeigen.</translation>
    </message>
    <message>
        <source>Mel spectrogram, Hz</source>
        <translation>Mel-Spektrogramm, Hz</translation>
    </message>
    <message>
        <source>Waveform and beats</source>
        <translation>Wellenform und Beats</translation>
    </message>
    <message>
        <source>Tempogram, BPM</source>
        <translation>Tempogramm, BPM</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::MainWindow</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Paste files to estimate</source>
        <translation>Dateien zum Schätzen &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open a dataset…</source>
        <translation>&amp;Datensatz öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Estimate songs…</source>
        <translation>&amp;Songs schätzen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>No dataset was opened yet</source>
        <translation>Noch wurde kein Datensatz geöffnet</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>Versions and settings are in the clipboard.</source>
        <translation>Versionen und Einstellungen sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>&amp;About tempnetic</source>
        <translation>&amp;Über tempnetic</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <source>What was dropped is not a file of this computer.</source>
        <translation>Was abgelegt wurde, ist keine Datei dieses Rechners.</translation>
    </message>
    <message>
        <source>Open a dataset</source>
        <translation>Datensatz öffnen</translation>
    </message>
    <message>
        <source>Estimate songs</source>
        <translation>Songs schätzen</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>The window speaks the other language from its next start on.</source>
        <translation>Das Fenster spricht die andere Sprache ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>As the s&amp;ystem</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>Open an evidence bundle</source>
        <translation>Belegbündel öffnen</translation>
    </message>
    <message>
        <source>Evidence bundles (*.%1)</source>
        <translation>Belegbündel (*.%1)</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Sessions (*.%1)</source>
        <translation>Sitzungen (*.%1)</translation>
    </message>
    <message>
        <source>Save the session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Sessions (*%1)</source>
        <translation>Sitzungen (*%1)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Open an e&amp;vidence bundle…</source>
        <translation>Bele&amp;gbündel öffnen…</translation>
    </message>
    <message>
        <source>Open a &amp;session…</source>
        <translation>S&amp;itzung öffnen…</translation>
    </message>
    <message>
        <source>Save the session &amp;as…</source>
        <translation>Sitzung speichern &amp;unter…</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::MetricsView</name>
    <message>
        <source>Accuracies</source>
        <translation>Genauigkeiten</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>All judged tracks</source>
        <translation>Alle beurteilten Titel</translation>
    </message>
    <message>
        <source>Selected tracks</source>
        <translation>Ausgewählte Titel</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Lists of tracks</source>
        <translation>Listen von Titeln</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n track(s)</source>
        <translation>
            <numerusform>%1: %n Titel</numerusform>
            <numerusform>%1: %n Titel</numerusform>
        </translation>
    </message>
    <message>
        <source>Only %1 is right, not %2</source>
        <translation>Nur %1 liegt richtig, nicht %2</translation>
    </message>
    <message>
        <source>Both %1 and %2 are right</source>
        <translation>%1 und %2 liegen richtig</translation>
    </message>
    <message>
        <source>Neither %1 nor %2 is right</source>
        <translation>Weder %1 noch %2 liegt richtig</translation>
    </message>
    <message>
        <source>No system is right</source>
        <translation>Kein System liegt richtig</translation>
    </message>
    <message>
        <source>Filtered tracks</source>
        <translation>Gefilterte Titel</translation>
    </message>
    <message>
        <source>Tracks that figures, details and differences are of</source>
        <translation>Titel der Abbildungen, Details und Unterschiede</translation>
    </message>
    <message>
        <source>Click a line to select its tracks</source>
        <translation>Klick auf eine Zeile wählt ihre Titel aus</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Abbildungen</translation>
    </message>
    <message>
        <source>Fixed by %1: it is right, %2 is not</source>
        <translation>Von %1 behoben: richtig, wo %2 es nicht ist</translation>
    </message>
    <message>
        <source>Broken by %1: it is wrong, %2 was right</source>
        <translation>Von %1 verdorben: falsch, wo %2 richtig war</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::PlaybackBar</name>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Clicks of the reference</source>
        <translation>Klicks der Referenz</translation>
    </message>
    <message>
        <source>Clicks of the baseline</source>
        <translation>Klicks der Baseline</translation>
    </message>
    <message>
        <source>Clicks of the model</source>
        <translation>Klicks des Modells</translation>
    </message>
    <message>
        <source>Note on playing</source>
        <translation>Hinweis zur Wiedergabe</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play from the beginning</source>
        <translation>Von vorn abspielen</translation>
    </message>
    <message>
        <source>Loop the marked region, or all</source>
        <translation>Markierten Bereich oder alles wiederholen</translation>
    </message>
    <message>
        <source>Play what is selected at once</source>
        <translation>Ausgewähltes sofort abspielen</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Play at %1 of the speed, with the pitch kept</source>
        <translation>Mit %1 der Geschwindigkeit abspielen, Tonhöhe bleibt</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Clicks</source>
        <translation>Klicks</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::Player</name>
    <message>
        <source>Only the first %1 minutes of this recording can be played.</source>
        <translation>Nur die ersten %1 Minuten dieser Aufnahme können abgespielt werden.</translation>
    </message>
    <message>
        <source>Slowing down…</source>
        <translation>Wird verlangsamt…</translation>
    </message>
    <message>
        <source>Slowing down</source>
        <translation>Verlangsamen</translation>
    </message>
    <message>
        <source>Cannot play slowly: %1</source>
        <translation>Langsam abspielen geht nicht: %1</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::PredictionModel</name>
    <message>
        <source>✓ right</source>
        <translation>✓ richtig</translation>
    </message>
    <message>
        <source>× 1/2</source>
        <translation>× 1/2</translation>
    </message>
    <message>
        <source>× 2</source>
        <translation>× 2</translation>
    </message>
    <message>
        <source>× 1/3</source>
        <translation>× 1/3</translation>
    </message>
    <message>
        <source>× 3</source>
        <translation>× 3</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>OE1</source>
        <translation>OE1</translation>
    </message>
    <message>
        <source>relation</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::ProblemsView</name>
    <message>
        <source>Filter by these</source>
        <translation>Danach filtern</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Problems by kind</source>
        <translation>Probleme nach Art</translation>
    </message>
    <message>
        <source>Table of tracks (CSV)…</source>
        <translation>Tabelle der Titel (CSV)…</translation>
    </message>
    <message>
        <source>Report (HTML)…</source>
        <translation>Bericht (HTML)…</translation>
    </message>
    <message>
        <source>%1 of %2 tracks have sound that can be read.</source>
        <translation>%1 von %2 Titeln haben lesbaren Ton.</translation>
    </message>
    <message>
        <source>Nothing wrong was found. %1</source>
        <translation>Es wurde nichts Falsches gefunden. %1</translation>
    </message>
    <message>
        <source>%1 errors, %2 warnings, %3 notes. %4</source>
        <translation>Fehler: %1, Warnungen: %2, Hinweise: %3. %4</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2, %3 tracks</source>
        <translation>%1: %2, %3 Titel</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RecipeEditor</name>
    <message>
        <source>Configuration as text</source>
        <translation>Konfiguration als Text</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Text (YAML)</source>
        <translation>Text (YAML)</translation>
    </message>
    <message>
        <source>What is wrong with the configuration</source>
        <translation>Was an der Konfiguration nicht stimmt</translation>
    </message>
    <message>
        <source>the text</source>
        <translation>der Text</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RecipeForm</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Folder of annotated music</source>
        <translation>Ordner mit annotierter Musik</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Choose the dataset</source>
        <translation>Datensatz wählen</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>First of a genre</source>
        <translation>Erste je Genre</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Slowest tempo</source>
        <translation>Langsamstes Tempo</translation>
    </message>
    <message>
        <source>Fastest tempo</source>
        <translation>Schnellstes Tempo</translation>
    </message>
    <message>
        <source>Tempi (BPM)</source>
        <translation>Tempi (BPM)</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Tempogram</source>
        <translation>Tempogramm</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Squared error</source>
        <translation>Quadratfehler</translation>
    </message>
    <message>
        <source>Causal</source>
        <translation>Kausal</translation>
    </message>
    <message>
        <source>No look-ahead, for use in real time</source>
        <translation>Ohne Vorausschau, für den Gebrauch in Echtzeit</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source> dB</source>
        <translation> dB</translation>
    </message>
    <message>
        <source>Slowest stretch</source>
        <translation>Langsamste Dehnung</translation>
    </message>
    <message>
        <source>Fastest stretch</source>
        <translation>Schnellste Dehnung</translation>
    </message>
    <message>
        <source>As they come</source>
        <translation>Wie sie kommen</translation>
    </message>
    <message>
        <source>Equal regions</source>
        <translation>Gleiche Bereiche</translation>
    </message>
    <message>
        <source>Stretched</source>
        <translation>Gedehnt</translation>
    </message>
    <message>
        <source>Gain ±</source>
        <translation>Pegel ±</translation>
    </message>
    <message>
        <source>Tempo ×</source>
        <translation>Tempo ×</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Ausgleich</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>never stop early</source>
        <translation>nie früher enden</translation>
    </message>
    <message>
        <source>Epochs without improvement after which the training ends</source>
        <translation>Epochen ohne Verbesserung, nach denen das Training endet</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>made of network and time</source>
        <translation>aus Netz und Zeit</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Several datasets: see the text</source>
        <translation>Mehrere Datensätze: siehe Text</translation>
    </message>
    <message>
        <source>Mel bands</source>
        <translation>Mel-Bänder</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RunCurves</name>
    <message>
        <source>Loss</source>
        <translation>Verlust (Loss)</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>The loss will be drawn here</source>
        <translation>Hier wird der Verlust (Loss) gezeichnet</translation>
    </message>
    <message>
        <source>Start a training, or check a run below.</source>
        <translation>Ein Training starten oder unten einen Lauf ankreuzen.</translation>
    </message>
    <message>
        <source>After the first epoch: how many validation tracks are right</source>
        <translation>Nach der ersten Epoche: wie viele Titel der Validierung stimmen</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Time (min)</source>
        <translation>Zeit (min)</translation>
    </message>
    <message>
        <source>Validation tracks (%)</source>
        <translation>Titel der Validierung (%)</translation>
    </message>
    <message>
        <source>%1, training</source>
        <translation>%1, Training</translation>
    </message>
    <message>
        <source>%1, validation</source>
        <translation>%1, Validierung</translation>
    </message>
    <message>
        <source>%1, within 4 %</source>
        <translation>%1, innerhalb von 4 %</translation>
    </message>
    <message>
        <source>%1, octaves allowed</source>
        <translation>%1, mit Oktaven</translation>
    </message>
    <message>
        <source>best: %L1 %</source>
        <translation>beste: %L1 %</translation>
    </message>
    <message numerus="yes">
        <source>%1, mean of %n seed(s), min to max</source>
        <translation>
            <numerusform>%1, Mittel von %n Seed, min. bis max.</numerusform>
            <numerusform>%1, Mittel von %n Seeds, min. bis max.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RunsModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Best (4 %)</source>
        <translation>Max. (4 %)</translation>
    </message>
    <message>
        <source>At epoch</source>
        <translation>In Epoche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RunsPanel</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>New run from this one</source>
        <translation>Neuer Lauf aus diesem</translation>
    </message>
    <message>
        <source>Use for estimation</source>
        <translation>Zum Schätzen verwenden</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Difference of two runs</source>
        <translation>Unterschied zweier Läufe</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Seinen Ordner öffnen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Could not be moved to the trash; delete by hand what is not needed.</source>
        <translation>Ließ sich nicht in den Papierkorb verschieben; bitte von Hand löschen, was nicht gebraucht wird.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %2 differ in %n setting(s).</source>
        <translation>
            <numerusform>%1 und %2 unterscheiden sich in %n Einstellung.</numerusform>
            <numerusform>%1 und %2 unterscheiden sich in %n Einstellungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::SongEstimation</name>
    <message>
        <source>Estimating a song</source>
        <translation>Song wird geschätzt</translation>
    </message>
    <message>
        <source>Estimating %1 songs</source>
        <translation>%1 Songs werden geschätzt</translation>
    </message>
    <message>
        <source>No network: %1.</source>
        <translation>Kein Netz: %1.</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::SongModel</name>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>unstable</source>
        <translation>unstetig</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>decoding</source>
        <translation>dekodieren</translation>
    </message>
    <message>
        <source>estimating</source>
        <translation>schätzen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Play with clicks</source>
        <translation>Mit Klicks abspielen</translation>
    </message>
    <message>
        <source>%1 by a person. The estimate was %2 BPM.</source>
        <translation>%1, von einem Menschen. Die Schätzung war %2 BPM.</translation>
    </message>
    <message>
        <source>Confidence %1, by %2</source>
        <translation>Sicherheit %1, von %2</translation>
    </message>
    <message>
        <source>%1 / %2 (%3)</source>
        <translation>%1 / %2 (%3)</translation>
    </message>
    <message>
        <source>The tempo over time varies by %1; above %2 it counts as unstable.</source>
        <translation>Das Tempo schwankt über die Zeit um %1; über %2 gilt es als unstetig.</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>Song</translation>
    </message>
    <message>
        <source>BPM and confidence</source>
        <translation>BPM und Sicherheit</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Baseline, ratio</source>
        <translation>Baseline, Faktor</translation>
    </message>
    <message>
        <source>Tempo over time</source>
        <translation>Tempo über die Zeit</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::SongTable</name>
    <message>
        <source>Songs and their tempi</source>
        <translation>Songs und ihre Tempi</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::SplitView</name>
    <message>
        <source>Each genre for itself</source>
        <translation>Jedes Genre für sich</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <source>The first of each genre train</source>
        <translation>Die ersten je Genre trainieren</translation>
    </message>
    <message>
        <source>How tracks are dealt out</source>
        <translation>Wie Titel verteilt werden</translation>
    </message>
    <message>
        <source> % validate</source>
        <translation> % validieren</translation>
    </message>
    <message>
        <source>Share of tracks that validate</source>
        <translation>Anteil der Titel zur Validierung</translation>
    </message>
    <message>
        <source>Seed </source>
        <translation>Seed </translation>
    </message>
    <message>
        <source>Seed of chance</source>
        <translation>Seed des Zufalls</translation>
    </message>
    <message>
        <source>Tracks by genre and part</source>
        <translation>Titel nach Genre und Teil</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Train.</translation>
    </message>
    <message>
        <source>Val.</source>
        <translation>Val.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>The split is made when all audio was read: what cannot be decoded is left out, and recordings that occur twice stay together.</source>
        <translation>Aufgeteilt wird, wenn alle Audiodateien gelesen sind: Was sich nicht dekodieren lässt, bleibt draußen, und doppelte Aufnahmen bleiben beisammen.</translation>
    </message>
    <message>
        <source>There is no split: %1</source>
        <translation>Es gibt keine Aufteilung: %1</translation>
    </message>
    <message>
        <source>%1 train, %2 validate, %3 are left out.</source>
        <translation>%1 trainieren, %2 validieren, %3 sind ausgelassen.</translation>
    </message>
    <message>
        <source>no genre</source>
        <translation>ohne Genre</translation>
    </message>
    <message>
        <source>Select these %1 tracks</source>
        <translation>Diese %1 Titel auswählen</translation>
    </message>
    <message numerus="yes">
        <source>%n recordings kept from straddling</source>
        <translation>
            <numerusform>%n Aufnahme auf einer Seite gehalten</numerusform>
            <numerusform>%n Aufnahmen auf einer Seite gehalten</numerusform>
        </translation>
    </message>
    <message>
        <source>They occur more than once and would train and validate at the same time; each stays on one side:
%1</source>
        <translation>Sie kommen mehrfach vor und würden zugleich trainieren und validieren; jede bleibt auf einer Seite:
%1</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::SystemChips</name>
    <message>
        <source>Systems</source>
        <translation>Systeme</translation>
    </message>
    <message>
        <source>Show or hide %1 in the plot</source>
        <translation>%1 im Diagramm zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TagDialog</name>
    <message>
        <source>Skip files that state a tempo already</source>
        <translation>Dateien überspringen, die schon ein Tempo angeben</translation>
    </message>
    <message>
        <source>Write tags</source>
        <translation>Tags schreiben</translation>
    </message>
    <message>
        <source>Write tempi into tags</source>
        <translation>Tempi in Tags schreiben</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What would be written</source>
        <translation>Was geschrieben würde</translation>
    </message>
    <message>
        <source>Nothing has been written yet. Only the tempo is changed; all other tags and the sound stay as they are.</source>
        <translation>Noch ist nichts geschrieben. Nur das Tempo ändert sich; alle anderen Tags und der Ton bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Reading tags</source>
        <translation>Tags lesen</translation>
    </message>
    <message>
        <source>Writing tags</source>
        <translation>Tags schreiben</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>is there already</source>
        <translation>ist schon da</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Reading what is there…</source>
        <translation>Vorhandenes wird gelesen…</translation>
    </message>
    <message>
        <source>%1 written, %2 failed.</source>
        <translation>%1 geschrieben, %2 fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 of %2 files would change.</source>
        <translation>%1 von %2 Dateien würden sich ändern.</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrackCatalogue</name>
    <message>
        <source>Corrected: %1 → %2 BPM</source>
        <translation>Korrigiert: %1 → %2 BPM</translation>
    </message>
    <message>
        <source>Corrected: none → %1 BPM</source>
        <translation>Korrigiert: keines → %1 BPM</translation>
    </message>
    <message>
        <source>Excluded from training</source>
        <translation>Vom Training ausgeschlossen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrackEditor</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n Titel</numerusform>
            <numerusform>%n Titel</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>× %1/%2</source>
        <translation>× %1/%2</translation>
    </message>
    <message>
        <source>Correct the tempo</source>
        <translation>Tempo korrigieren</translation>
    </message>
    <message>
        <source>Take back the correction</source>
        <translation>Korrektur zurücknehmen</translation>
    </message>
    <message>
        <source>Change the tags</source>
        <translation>Tags ändern</translation>
    </message>
    <message>
        <source>Add “%1” to the tags</source>
        <translation>Tag „%1“ hinzufügen</translation>
    </message>
    <message>
        <source>Exclusion from training</source>
        <translation>Ausschluss vom Training</translation>
    </message>
    <message>
        <source>Return to training</source>
        <translation>Rückkehr ins Training</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 BPM</source>
        <translation>%1 BPM</translation>
    </message>
    <message>
        <source>%1 BPM and %2 more</source>
        <translation>%1 BPM und %2 weitere</translation>
    </message>
    <message>
        <source>Double the tempo</source>
        <translation>Tempo verdoppeln</translation>
    </message>
    <message>
        <source>Halve the tempo</source>
        <translation>Tempo halbieren</translation>
    </message>
    <message>
        <source>Take %1/%2 of the tempo</source>
        <translation>%1/%2 des Tempos nehmen</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrackInspector</name>
    <message>
        <source>No track</source>
        <translation>Kein Titel</translation>
    </message>
    <message>
        <source>Select one to see its waveform and tempogram, and to hear it with clicks.</source>
        <translation>Einen auswählen, um Wellenform und Tempogramm zu sehen und ihn mit Klicks zu hören.</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>There is no audio of this track.</source>
        <translation>Zu diesem Titel gibt es keine Audiodatei.</translation>
    </message>
    <message>
        <source>Shown: the first %1 minutes.</source>
        <translation>Zu sehen: die ersten %1 Minuten.</translation>
    </message>
    <message>
        <source>No model: %1</source>
        <translation>Kein Modell: %1</translation>
    </message>
    <message>
        <source>%1 BPM</source>
        <translation>%1 BPM</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrackTable</name>
    <message>
        <source>Tracks</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrainingController</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrainingPage</name>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Begin with the settings of a network</source>
        <translation>Mit den Einstellungen eines Netzes beginnen</translation>
    </message>
    <message>
        <source>The dataset to train on</source>
        <translation>Der Datensatz zum Trainieren</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What the trainer says is written here and into the run&apos;s log.txt.</source>
        <translation>Was der Trainer sagt, steht hier und in log.txt des Laufs.</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Training needs LibTorch</source>
        <translation>Zum Training gehört LibTorch</translation>
    </message>
    <message>
        <source>Choose the dataset to train on, in the recipe.</source>
        <translation>Im Rezept den Datensatz zum Trainieren wählen.</translation>
    </message>
    <message>
        <source>The training ended: %1</source>
        <translation>Das Training ist zu Ende: %1</translation>
    </message>
    <message>
        <source>The training of %1 has ended.</source>
        <translation>Das Training von %1 ist beendet.</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Training %1</source>
        <translation>Training von %1</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Best: %L1 % within 4 %, epoch %2</source>
        <translation>Beste: %L1 % innerhalb von 4 %, Epoche %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the queue</source>
        <translation>
            <numerusform>noch %n in der Warteschlange</numerusform>
            <numerusform>noch %n in der Warteschlange</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 ist beendet</translation>
    </message>
    <message>
        <source>%1 has failed</source>
        <translation>%1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The training</source>
        <translation>Das Training</translation>
    </message>
    <message>
        <source>%1 was interrupted; Resume, on the Training page, goes on from its last checkpoint.</source>
        <translation>%1 wurde unterbrochen; „Fortsetzen“ auf der Seite „Training“ macht beim letzten Zwischenstand weiter.</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrainingStrip</name>
    <message>
        <source>No training</source>
        <translation>Kein Training</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping after this batch</source>
        <translation>Hält nach diesem Batch</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 Schritte/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>best %1 % (epoch %2)</source>
        <translation>beste %1 % (Epoche %2)</translation>
    </message>
    <message>
        <source>%1 of %2 epochs without improvement</source>
        <translation>%1 von %2 Epochen ohne Verbesserung</translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s) without improvement</source>
        <translation>
            <numerusform>%n Epoche ohne Verbesserung</numerusform>
            <numerusform>%n Epochen ohne Verbesserung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the queue</source>
        <translation>
            <numerusform>%n in der Warteschlange</numerusform>
            <numerusform>%n in der Warteschlange</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop and keep best</source>
        <translation>Bestes sichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ends after this batch; the best model so far is kept</source>
        <translation>Endet nach diesem Batch; das bisher beste Modell bleibt</translation>
    </message>
    <message>
        <source>Ends after this batch without a model; the run can be resumed</source>
        <translation>Endet nach diesem Batch ohne Modell; der Lauf lässt sich fortsetzen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>GPU memory %1 of %2 GiB</source>
        <translation>GPU-Speicher %1 von %2 GiB</translation>
    </message>
</context>
<context>
    <name>tempo::workbench::XyPair</name>
    <message>
        <source>Estimates against the reference</source>
        <translation>Schätzungen gegen die Referenz</translation>
    </message>
    <message>
        <source>Estimates of the models against the reference</source>
        <translation>Schätzungen der Modelle gegen die Referenz</translation>
    </message>
    <message>
        <source>Estimate against reference</source>
        <translation>Schätzung gegen Referenz</translation>
    </message>
    <message>
        <source>A point a track and a system.</source>
        <translation>Ein Punkt je Titel und System.</translation>
    </message>
</context>
</TS>
