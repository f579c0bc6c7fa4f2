<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>tempo::ui::CategoryBars</name>
    <message numerus="yes">
        <source>%1, %n track(s)</source>
        <translation>
            <numerusform>%1, %n track</numerusform>
            <numerusform>%1, %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::ui::CurvePlot</name>
    <message numerus="yes">
        <source>%n value(s) outside</source>
        <translation>
            <numerusform>%n value outside</numerusform>
            <numerusform>%n values outside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::ui::TempoHistogram</name>
    <message numerus="yes">
        <source>%1 to %2 BPM: %n tracks</source>
        <translation>
            <numerusform>%1 to %2 BPM: %n track</numerusform>
            <numerusform>%1 to %2 BPM: %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::CloseQuestion</name>
    <message numerus="yes">
        <source>%n epoch(s) have ended; a run can be resumed from the last one at any time.</source>
        <translation>
            <numerusform>%n epoch has ended; the run can be resumed from there at any time.</numerusform>
            <numerusform>%n epochs have ended; the run can be resumed from the last one at any time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The queue of %n run(s) is forgotten if it ends.</source>
        <translation>
            <numerusform>The %n run in the queue is forgotten if it ends.</numerusform>
            <numerusform>The %n runs in the queue are forgotten if it ends.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::EvaluationPage</name>
    <message numerus="yes">
        <source>%n message(s) about the evaluation.</source>
        <translation>
            <numerusform>%n message about the evaluation.</numerusform>
            <numerusform>%n messages about the evaluation.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::MetricsView</name>
    <message numerus="yes">
        <source>%1: %n track(s)</source>
        <translation>
            <numerusform>%1: %n track</numerusform>
            <numerusform>%1: %n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RunCurves</name>
    <message numerus="yes">
        <source>%1, mean of %n seed(s), min to max</source>
        <translation>
            <numerusform>%1, mean of %n seed, min to max</numerusform>
            <numerusform>%1, mean of %n seeds, min to max</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::RunsPanel</name>
    <message numerus="yes">
        <source>%1 and %2 differ in %n setting(s).</source>
        <translation>
            <numerusform>%1 and %2 differ in %n setting.</numerusform>
            <numerusform>%1 and %2 differ in %n settings.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::SplitView</name>
    <message numerus="yes">
        <source>%n recordings kept from straddling</source>
        <translation>
            <numerusform>%n recording kept from straddling</numerusform>
            <numerusform>%n recordings kept from straddling</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrackEditor</name>
    <message numerus="yes">
        <source>%n tracks</source>
        <translation>
            <numerusform>%n track</numerusform>
            <numerusform>%n tracks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrainingPage</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more in the queue</source>
        <translation>
            <numerusform>%n more in the queue</numerusform>
            <numerusform>%n more in the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tempo::workbench::TrainingStrip</name>
    <message numerus="yes">
        <source>%n epoch(s) without improvement</source>
        <translation>
            <numerusform>%n epoch without improvement</numerusform>
            <numerusform>%n epochs without improvement</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the queue</source>
        <translation>
            <numerusform>%n in the queue</numerusform>
            <numerusform>%n in the queue</numerusform>
        </translation>
    </message>
</context>
</TS>
