"""Czech given names in the nominative: what follows one is a surname, not the rest of a place."""

GIVEN = frozenset(
    """
    Adam Adéla Adriana Alena Aleš Alexandr Alexandra Alice Alois Alžběta Anastázie Andrea Aneta
    Anežka Anna Antonie Antonín Arnošt Augustin Barbora Bára Beata Bedřich Blanka Blažena Bohdan
    Bohumil Bohumila Bohumír Bohuslav Bohuslava Božena Břetislav Bronislav Bronislava Čeněk
    Ctirad Dagmar Dalibor Dalimil Dan Dana Daniel Daniela Darina David Denis Denisa Dita Dominik
    Dominika Drahomír Drahomíra Drahoslava Dušan Edita Eduard Ela Elena Eliška Ema Emil Emilie
    Erik Erika Ester Eva Evelína Evžen Evženie Ferdinand Filip František Františka Gabriel
    Gabriela Gita Gustav Hana Hanuš Havel Hedvika Helena Herbert Hubert Hugo Hynek Ida Ignác Igor
    Ilja Ilona Ingrid Irena Iva Ivan Ivana Iveta Ivo Ivona Izabela Jáchym Jakub Jan Jana Jarmila
    Jaromír Jaroslav Jaroslava Jiří Jiřina Jindra Jindřich Jindřiška Jitka Johana Jolana Josef
    Josefa Judita Julie Julius Justina Kamil Kamila Karel Karin Karla Karolína Kateřina Klára
    Klement Klaudie Kristián Kristina Kristýna Květa Květoslav Květoslava Květuše Ladislav
    Ladislava Lada Lea Lena Lenka Leona Leoš Leopold Libor Liběna Libuše Lidmila Lidie Linda
    Lubomír Lubomíra Luboš Lucie Luděk Ludmila Ludvík Lukáš Lumír Lýdie Magda Magdaléna Marcel
    Marcela Marek Margita Marián Marie Marika Mariana Markéta Marta Martin Martina Matěj Matouš
    Matyáš Max Maxmilián Michaela Michal Mikuláš Milada Milan Milena Miloň Miloslav Miloslava
    Miloš Miluše Miriam Miroslav Miroslava Mojmír Monika Naděžda Natálie Nela Nikola Nikolas
    Nina Norbert Oldřich Oldřiška Olga Oliver Ondřej Oskar Otakar Oto Otto Otilie Patricie Patrik
    Pavel Pavla Pavlína Petr Petra Pravoslav Přemysl Prokop Radek Radim Radka Radmila Radomír
    Radomíra Radoslav Radovan Regina Renata Renáta René Richard Robert Robin Roland Roman Romana
    Rostislav Rudolf Rut Růžena Sabina Samuel Silvie Slavomír Slávka Soňa Stanislav Stanislava
    Svatava Svatopluk Svatoslav Sylva Sylvie Šárka Šimon Štefan Štěpán Štěpánka Tadeáš Tamara
    Taťána Tereza Tibor Tomáš Vavřinec Václav Valentýna Valerie Vanda Vendula Věnceslav Vendelín
    Věra Veronika Viktor Viktorie Vilém Vilma Viola Vít Vítek Vítězslav Vladan Vladimír Vladimíra
    Vladislav Vlasta Vlastimil Vlastimila Vlastislav Vojtěch Vratislav Xenie Zbyněk Zbyšek Zdena
    Zdeněk Zdenka Zdeňka Zdislava Zina Zita Zlata Zora Zuzana Žaneta Žofie
    """.split()
)
