# Les mots du rapport, en français. Mêmes messages que en.ftl.
#
# Les espaces devant « : », « ; », « ? » et « % » deviennent insécables toutes seules.

## Intervalles et réponses

range = de { $from } à { $to }
range_from = { $from } ou plus
range_under = moins de { $to }
range_over = plus de { $from }
rate = { $share } [{ $low } ; { $high }]
times = { $factor } ×
yes = oui
no = non

## Ce que l’exécution laisse ouvert

sentence_missing = L’exécution ne donne pas de phrase dans cette langue.
reason_missing = motif non indiqué
segment = Segment { $number }
segment_number = nº { $number } dans les tables

## Tête de page

as_of = Commandes antérieures au
reference_window = Modèle entraîné jusqu’au
segments = Segments
fitted_customers = Clients de l’entraînement
windows = Fenêtres
windows_of = { $kind ->
        [rolling] { $count ->
            [one] { $count } glissante
           *[other] { $count } glissantes
        }
        [expanding] { $count ->
            [one] { $count } cumulative
           *[other] { $count } cumulatives
        }
        [tumbling] { $count ->
            [one] { $count } disjointe
           *[other] { $count } disjointes
        }
       *[other] { $count } { $kind }
    }
contract_minimum = Minimum du contrat (ARI)

## Verdict

verdict_keep = Conserver le modèle
verdict_retrain = Ré-entraîner le modèle
verdict_undecidable = Indécidable
verdict_insufficient_history = Historique insuffisant
verdict_unmonitorable = Non surveillable
verdict_ari = Accord avec un nouveau modèle (ARI)
verdict_interval = Intervalle à { $confidence }
verdict_age = Ancienneté du modèle
verdict_window = Comparé sur la fenêtre qui s’achève le
verdict_noise_floor = Ré-entraîné sur des clients inchangés, il donnerait
verdict_or_better = { $floor } ou plus
verdict_signal = Les clients ont dérivé
change_since = oui, depuis le { $since }
change_season = non, c’est la saison
change_undecidable = impossible à dire
verdict_below_since = Entièrement sous le minimum depuis le
gauge_title = Le modèle en service face au minimum du contrat
gauge_description =
    Indice de Rand ajusté de { $ari }, intervalle de { $low } à { $high }, minimum du contrat { $threshold }.
gauge_description_floor = Seuil de bruit { $floor }.
gauge_minimum = minimum { $threshold }
gauge_noise_floor = seuil de bruit { $floor }

## Rythmes

cadence_found = lu dans les données
cadence_shorter_than_step = plus court qu’un pas
cadence_not_reached = pas encore atteint
cadence_insufficient_history = provisoire
cadence_at_least = au moins { $interval }
cadence_due = À faire avant le
cadence_review = À réexaminer avant le
cadence_assured = Durée moyenne (confiance de { $confidence })
cadence_models = Modèles examinés
cadence_labellings = Affectations examinées
cadence_independent = Sans chevauchement
cadence_events = Avec une fin observée
cadence_ages = Anciennetés observées
cadence_up_to = jusqu’à { $age }
cadence_cost = Le ré-entraînement coûte alors environ { $amount } par an : { $times } × { $each }.

## La politique

policy_cheapest = la moins chère
policy_fewest = le moins de ré-entraînements
policy_none_serves = aucune ne tient le niveau de service
policy_none = Aucune
policy_recommended = recommandée
policy_monthly = Tous les mois
policy_interval = Tous les { $interval }
policy_on_breach = En cas de non-respect
policy_never = Jamais
policy_cost = Coût annuel
policy_retrains = Ré-entraînements par an
policy_mean = Accord moyen (ARI)
policy_worst = Plus faible accord
policy_below = Temps passé sous le minimum
policy_relabelled = Clients changeant de segment à un ré-entraînement

## Avertissements

notice_warning = Avertissement
notice_info = Remarque

## Ce qui a bougé

moved_title = Ce qui explique la perte
moved_caption =
    L’accord que l’on retrouve en donnant aux clients les plus récents, pour une seule variable, les valeurs
    qu’avaient les clients de même rang quand le modèle a été entraîné, tout le reste étant laissé tel quel. Les
    variables agissent ensemble : la somme des barres n’est pas forcément la perte totale.
moved_description =
    Accord perdu : { $lost }. Annuler la seule dérive de { $feature } rend { $recovered }, le maximum parmi les
    variables.
moved_lost = perdu en tout
moved_recovered = retrouvé en annulant la seule dérive de cette variable
moved_worse = l’annuler aggrave la perte
moved_table = Ce qui a bougé, par variable
moved_from_to = { $before } → { $after }
year_before =
    Le modèle de l’année précédente, entraîné jusqu’au { $window }, s’accorde avec le nouveau sur ces clients à
    { $ari }.
year_noise = Le hasard n’en change pas moins : ce qui a bougé depuis est la saison.
year_drift = C’est plus que ne change le hasard : ce n’est pas la saison seule.
year_undecidable = Impossible de dire si c’est plus que le hasard.
year_unknown = La part du hasard n’a pas été mesurée.

## Vieillissement

staleness = Péremption
staleness_title = Péremption selon l’ancienneté
staleness_caption =
    L’ancien modèle et un modèle nouvellement entraîné classent les mêmes clients de la même fenêtre. Quand ils se
    séparent, il est temps de ré-entraîner.
migration = Migration
migration_title = Migration selon l’ancienneté
migration_caption =
    Un seul modèle, les mêmes clients, avant et maintenant. Quand la courbe baisse, des clients ont changé de segment
    et sont à réaffecter.
total = Total
total_title = Total selon l’ancienneté
total_caption =
    Ancien modèle sur anciennes données contre nouveau modèle sur nouvelles données : les deux effets en un seul
    nombre, que les notebooks appellent stabilité. Il ne décide de rien ici.
age_axis = ancienneté du modèle, en mois
threshold_label = minimum du contrat { $threshold }
due_label = ré-entraîner à { $interval }
mean_line = moyenne de tous les modèles
band = intervalle à { $confidence } : moyenne des bornes
one_model = un modèle
reference_model = modèle en service
noise_floor_line = seuil de bruit du modèle en service
curve_description =
    { $quantity }, moyenne de tous les modèles : { $first } à { $first_age }, { $last } à { $last_age }. Minimum du
    contrat { $threshold }.
curve_empty = Rien à tracer : aucune paire de fenêtres n’a pu être comparée.
curve_table = { $quantity } selon l’ancienneté, sur tous les modèles
survival_title = Combien tiennent encore, selon l’ancienneté
survival_caption =
    Un modèle prend fin à la première ancienneté où son accord n’est plus sûrement de { $threshold } ou plus sans que
    le hasard seul l’explique ; une affectation, quand le sien ne l’est plus. La ligne est la part estimée de ceux qui
    n’ont pas pris fin.
survival_staleness = modèles : décide quand ré-entraîner
survival_migration = affectations : décide quand réaffecter
survival_bound = au moins autant, avec une confiance de { $confidence }
survival_description =
    Part estimée des modèles, et des affectations, qui n’ont pas pris fin, selon l’ancienneté, avec une borne
    inférieure pour chacune. Niveau de service { $level }.
survival_empty = Rien à tracer : aucun modèle n’a pu être suivi.
service_level = Niveau de service
service_level_label = niveau de service { $level }
flags_caption = Comparaisons sans valeur, ou dont la valeur est à lire avec prudence

## Modèle par modèle

heat_title = Péremption de chaque modèle à chaque ancienneté
heat_caption =
    Une ligne est la fenêtre sur laquelle un modèle a été entraîné ; il vieillit vers la droite. En bleu, le minimum
    du contrat est atteint ; en orange, il ne l’est pas.
heat_description = { $cells ->
        [one]
            Une ligne par fenêtre d’entraînement, une colonne par ancienneté. { $cells } comparaison, dont
            { $below } sous le minimum du contrat, { $threshold }.
       *[other]
            Une ligne par fenêtre d’entraînement, une colonne par ancienneté. { $cells } comparaisons, dont
            { $below } sous le minimum du contrat, { $threshold }.
    }
heat_cell = Entraîné jusqu’au { $origin }, ancienneté { $age } : ARI { $ari } (de { $low } à { $high })
heat_cell_without = Entraîné jusqu’au { $origin }, ancienneté { $age } : pas de valeur, { $reason }
heat_without = pas de valeur
heat_drift = dérive : plus que ne change le hasard
heat_season = saison : revient chaque année
signal_drift = plus que ne change le hasard
signal_season = la saison
signal_noise = pas plus que ne change le hasard
flag_too_few_customers = trop peu de clients dans l’une des fenêtres
flag_few_common_customers = trop peu de clients communs aux deux fenêtres

## Fenêtres

windows_title = Clients de chaque fenêtre
windows_caption =
    Chaque fenêtre est entraînée sur les clients qu’elle a. Celles qui en ont trop peu sont écartées de toutes les
    comparaisons.
windows_description = { $count ->
        [one]
            Clients de { $count } fenêtre : minimum { $fewest }, maximum { $most }. Fenêtres trop petites pour être
            comparées : { $flagged }.
       *[other]
            Clients de chacune des { $count } fenêtres : minimum { $fewest }, maximum { $most }. Fenêtres trop
            petites pour être comparées : { $flagged }.
    }
windows_compared = entraînée et comparée
windows_reference = le modèle en service a été entraîné ici
windows_flagged = trop peu de clients : non comparée
windows_empty = Rien à tracer : les commandes ne remplissent aucune fenêtre.
status_ok = comparée
status_too_few_customers = trop peu de clients

## Politiques de maintenance

policies_cost_title = Ce que chaque politique aurait coûté par an ({ $currency })
policies_cost_caption =
    Les ré-entraînements, et les mois que le modèle a passés sous le minimum du contrat, aux prix du contrat.
policies_below_title = Part du temps que chaque politique aurait laissée au modèle sous le minimum
policies_below_caption =
    Le contrat n’indique pas les deux coûts : les politiques sont donc comparées par le service qu’elles rendent.
policies_limit = au plus { $share }
policies_axis = mois entre deux ré-entraînements
policies_description = { $count ->
        [one] { $count } politique rejouée sur l’historique. Recommandée : { $best }.
       *[other] { $count } politiques rejouées sur l’historique. Recommandée : { $best }.
    }
policies_serve = tient le niveau de service de { $level }
policies_fail = ne le tient pas
policies_table = Les politiques essayées
sensitivity_caption = La recommandation pour d’autres coûts d’un mois de segmentation périmée
sensitivity_contract = comme dans le contrat

## La page de toutes les exécutions

index_history_title = L’historique du verdict
index_history_caption =
    L’accord du modèle en service avec un nouveau modèle, exécution après exécution, avec son intervalle. Là où un trait
    relie deux exécutions, le même modèle était en service.
index_history_description = { $count ->
        [one] Un seul jour, le { $last } : accord { $ari }, { $verdict }.
       *[other] { $count } jours du { $first } au { $last }. Le dernier : accord { $ari }, { $verdict }.
    }
index_history_empty = Aucune exécution n’a encore comparé le modèle en service à un nouveau.
index_history_without = pas encore d’accord
index_look = { $day } : { $verdict }, accord { $ari }, intervalle { $interval }
index_look_without = { $day } : { $verdict }
index_no_record = Illisible : il n’y a ni run.json ni assignment.json dans le dossier.
index_not_understood = Illisible : endommagé, ou d’une autre version de segwatch.
index_registry_unreadable = Le registre des modèles est illisible.
index_promoted = Un modèle promu est en service.
index_withdrawn = Le modèle promu a été retiré ; celui de la première fenêtre sert.
index_first_window = Aucun modèle n’a été promu ; celui de la première fenêtre sert.
index_not_looked_at = L’exécution la plus récente ne suit pas encore ce modèle : segwatch run dira ce qu’il vaut.
index_entry = Entrée du registre
index_since = En vigueur depuis (UTC)
index_by = Décidé par
index_reason = Raison
index_from_run = Issu de l’exécution
index_put_back = Modèle de l’entrée
index_assignments = Clients affectés, par jour
index_as_of = À la date du
index_since_day = Comparé au
index_changed = Ont changé de segment
index_joined = Arrivés
index_left = Partis

## Les segments au fil du temps

paths_lead =
    Les segments du modèle en service, entraîné jusqu’au { $origin }, à côté de ceux d’un nouveau modèle sur les
    clients de la fenêtre la plus récente, jusqu’au { $window }.
event_survived = Se poursuit
event_survived_meaning =
    Les deux groupes ont plus de la moitié de leurs clients en commun : c’est le même segment, quel que soit son
    numéro.
event_split = Scindé
event_split_meaning =
    Il a été découpé : au moins deux segments du nouveau modèle, avec chacun au moins un quart de ses clients, en
    réunissent la plupart.
event_absorbed = Absorbé
event_absorbed_meaning =
    La plupart de ses clients sont passés dans un segment du nouveau modèle surtout composé d’autres clients.
event_dissolved = Dissous
event_dissolved_meaning = Ses clients se sont dispersés : aucun segment du nouveau modèle ne le poursuit.
event_emerged = Nouveau
event_emerged_meaning = Un segment du nouveau modèle qui n’en poursuit aucun du modèle en service.
lanes_title = Les segments de chaque modèle
lanes_caption =
    Un nom passe de modèle en modèle tant que la plupart de ses clients restent ensemble. La bande est aussi large que
    la part des clients du segment ; à droite, sa part dans la fenêtre la plus récente.
lanes_caption_crowded =
    Un nom passe de modèle en modèle tant que la plupart de ses clients restent ensemble. Seuls les segments du modèle
    en service et du plus récent sont tracés : il y en avait trop d’autres. À droite, la part dans la fenêtre la plus
    récente.
lanes_description = { $count ->
        [one]
            { $count } segment sur { $windows } fenêtres ; segments du modèle en service qui n’existent plus :
            { $gone }.
       *[other]
            { $count } segments sur { $windows } fenêtres ; segments du modèle en service qui n’existent plus :
            { $gone }.
    }
lanes_in_service = segment du modèle en service
lanes_later = apparu plus tard

## Solidité

optimum_found = Départs qui y ont abouti
found_of = { $found } sur { $restarts }
audit_engine = Moteur
ties_caption = Autres solutions à moins de 1 % de l’inertie de celle retenue

## Données

rows_used = utilisées
rows_rejected = rejetées
rows_out_of_range = hors des fenêtres
first_order = Première commande
last_order = Dernière commande
row_value = { $row } : { $value }
sources_caption = Lignes de chaque source
rejections_of_orders = Commandes rejetées, par motif
rejections_of = Lignes de { $source } rejetées, par motif
rejection_reason = { $kind ->
        [missing] absent
        [repeated] répété
        [negative] négatif
        [not_an_integer] pas un entier
        [not_a_decimal] pas un nombre décimal
        [not_a_finite_number] pas un nombre fini
        [not_a_timestamp] pas un horodatage
        [not_a_date] pas une date
        [not_a_boolean] pas un booléen
        [not_utf_8] pas de l’UTF-8
        [a_nul_byte] un octet NUL
        [the_header_again] l’en-tête à nouveau
        [not_of_the_years_1970_to_2100] hors des années 1970 à 2100
       *[other] { $reason }
    }
rejection_fields = une ligne de { $found } champs là où l’en-tête en a { $expected }
files_caption = Fichiers lus

## Confiance

trust_lead =
    Le verdict a été mis à l’épreuve là où la vérité est connue, avec les réglages de ce pipeline : { $replicates }
    marchés de chaque sorte, { $customers } clients dans un marché simulé, chacun suivi mois après mois comme le
    ferait un ordonnanceur.
trust_finding =
    Là où rien ne dérive ({ $market }), une dérive a été annoncée à tort dans { $drift } des marchés sur toute leur
    durée, pour une valeur nominale de { $nominal } ; un ré-entraînement a été déclaré dû dans { $retrain }.
placebo_own_orders = commandes du pipeline, l’historique de chaque client déplacé dans le temps
placebo_stationary = marché simulé sans dérive
placebo_seasonal = marché simulé avec un pic chaque mois de décembre
verdict_share = { $verdict } : { $share }
drift_planted = { $kind }, { $size }
drift_kind = { $kind ->
        [basket_shift] Paniers plus gros
        [new_segment] Nouveau segment
        [vanishing_segment] Segment qui disparaît
        [spend_inflation] Hausse des prix
        [review_crisis] Crise des avis
        [frequency_shift] Commandes plus fréquentes
        [free_delivery] Livraison gratuite
       *[other] { $kind }
    }
drift_size = { $size ->
        [small] petite
        [medium] moyenne
        [large] grande
       *[other] { $size }
    }
drift_meaning = { $kind ->
        [basket_shift]
            Les clients qui commandent le moins souvent remplissent de plus gros paniers, aussi souvent qu’avant.
        [new_segment] Des revendeurs, absents jusque-là, arrivent et commandent chaque semaine.
        [vanishing_segment] Les clients aux plus gros paniers cessent de commander.
        [spend_inflation] Chaque montant est multiplié par le même facteur.
        [review_crisis] Des clients de tout type se mettent à donner de mauvais avis, définitivement.
        [frequency_shift] Les clients qui commandent le moins souvent se mettent à commander davantage.
        [free_delivery]
            La livraison, jusque-là gratuite à partir d’un gros panier, devient gratuite pour toute commande : les
            clients qui remplissaient de gros paniers pour y avoir droit dépensent autant en beaucoup de petites
            commandes.
       *[other] { $description }
    }
false_alarms_caption = Fausses alertes : les marchés où rien ne dérive
power_caption = Puissance : les marchés où quelque chose dérive

## Méthode

method_pipeline = Pipeline
method_run = Exécution
method_as_of = Commandes antérieures au
method_time_zone = Fuseau horaire
method_windows = { $kind ->
        [rolling] glissantes
        [expanding] cumulatives
        [tumbling] disjointes
       *[other] { $kind }
    }, de { $length }, une { $every }
method_confidence = Niveau des intervalles
method_seed = Graine
method_schema = Version du schéma
term_intervals = Intervalles
term_noise_floor = Seuil de bruit
term_survival = Combien tiennent encore, et ce qui en est sûr
term_independent = Modèles indépendants
term_policies = Politiques de maintenance
method_intervals =
    L’intervalle d’une comparaison dit de combien son ARI aurait pu différer si d’autres clients de même nature
    avaient été observés ; son niveau est de { $confidence }. La bande d’une courbe va de la moyenne des bornes
    inférieures à celle des bornes supérieures.
method_noise_floor =
    Un modèle entraîné sur un autre échantillon des mêmes clients les découpe un peu autrement. On tire donc des
    paires d’échantillons parmi les clients de la fenêtre du modèle, on entraîne un modèle sur chacun, et on compare
    les deux comme un ancien modèle et un nouveau. Le seuil de bruit est ce que de telles paires d’échantillons
    inchangés atteignent presque toujours : un accord dont l’intervalle tout entier est au-dessous est un changement
    des clients. Si les modèles de la même saison d’autres années conviennent encore, c’est la saison ; sinon, c’est
    une dérive. Il est fixé de sorte que la probabilité de déclarer à tort qu’un modèle a changé ne dépasse pas
    { $alarms } sur toute sa durée, quel que soit le nombre de fois où on le regarde.
method_survival =
    Un modèle prend fin à la première ancienneté où la borne inférieure de son intervalle est sous { $threshold } et
    l’intervalle tout entier sous le seuil de bruit ; une affectation, à la première ancienneté où la borne inférieure
    est sous { $threshold }. Les modèles qui n’ont pas encore pris fin comptent aussi longtemps qu’ils ont été
    observés. On en estime la part qui tient encore à chaque ancienneté (estimateur de Turnbull). La borne inférieure
    tient compte du petit nombre de modèles : avec une confiance de { $confidence }, au moins autant tiennent. Un
    intervalle n’est promis que jusqu’à l’ancienneté la plus grande où la borne inférieure atteint le niveau de
    service de { $level }.
method_independent =
    Des fenêtres qui se chevauchent partagent des commandes : leurs modèles ne font presque qu’une observation. Sont
    indépendants les modèles dont les fenêtres n’ont aucun moment en commun. La borne repose sur leur nombre et non
    sur celui des modèles, et rien n’est promis avec moins de { $needed } d’entre eux.
method_policies =
    L’historique est rejoué : le modèle de la première fenêtre entre en service, et à chaque fenêtre suivante la
    politique dit si le modèle de celle-ci prend le relais. Les intervalles fixes sont essayés à partir de chaque mois
    de départ. Une année coûte les ré-entraînements à leur prix, et les mois dont l’accord est sous { $threshold } au
    prix d’un mois de segmentation périmée. On recommande la politique la moins chère qui maintient { $threshold }
    pendant { $level } du temps ; si les prix ne sont pas connus, celle qui demande le moins de ré-entraînements.
feature_transform = { $transform }, puis { $scale }
feature_scale = { $scale ->
        [standard] standard
        [robust] robuste
        [minmax] min-max
        [none] aucune
       *[other] { $scale }
    }
feature_missing = { $missing ->
        [median] médiane
        [mean] moyenne
        [mode] mode
        [drop] écartées
       *[other] { $missing }
    }

## Colonnes

column_age = Ancienneté
column_models = Modèles
column_mean = ARI moyen
column_low = Borne inf.
column_high = Borne sup.
column_smallest = Minimum
column_largest = Maximum
column_known = Sort connu
column_independent = Indépendants
column_ended = Terminés
column_survival = Tiennent encore
column_bound = Au moins
column_feature = Variable
column_before = Moyenne avant
column_after = Moyenne après
column_shift = Écart (é.-t.)
column_psi = PSI
column_recovered = ARI retrouvé
column_segment_moved = A le plus bougé dans
column_policy = Ré-entraîner
column_retrains = Ré-entr. par an
column_worst = Plus faible ARI
column_below = Temps sous le min.
column_relabelled = Réaffectés à chaque fois
column_serves = Tient le niveau de service
column_cost = Coût annuel ({ $currency })
column_factor = Un mois périmé coûte
column_stale_month = Soit ({ $currency })
column_cheapest = Recommandée
column_segment = Segment
column_first = Première fenêtre
column_last = Dernière fenêtre
column_share_now = Part actuelle
column_market = Marché
column_markets = Marchés
column_looks = Examens de chacun
column_drift_found = Dérive annoncée (nominal { $nominal })
column_retrain_due = Ré-entraînement dû
column_last_verdicts = Dernier verdict
column_drift = Ce qui dérive
column_found_soon = Trouvée en 3 mois
column_found = Trouvée
column_delay = Délai médian
column_early = Trouvée trop tôt
column_fitted_to = Entraîné jusqu’au
column_window = Fin de fenêtre
column_from = Du
column_to = Jusqu’au (exclu)
column_orders = Commandes
column_customers = Clients
column_fitted = Entraînés
column_status = État
column_inertia = Inertie, unités réduites
column_iterations = Itérations
column_converged = Convergé
column_quantity = Grandeur
column_reason = Motif
column_comparisons = Comparaisons
column_without_number = Sans valeur
column_solution = Solution
column_ratio = Inertie ÷ retenue
column_lead = Avance (z)
column_ari = ARI avec la retenue
column_starts = Départs
column_source = Source
column_rows = Lignes lues
column_rows_short = Lignes
column_accepted = Acceptées
column_rejected = Rejetées
column_column = Colonne
column_samples = Par exemple
column_path = Chemin
column_size = Taille
column_digest = SHA-256

## La proposition

ask_how_often = À quelle fréquence ré-entraîner le modèle ?
ask_how_sure = Avec quelle certitude ?
ask_what_cost = À quel coût ?
ask_what_next = Et maintenant ?
answer_every = Au plus tard après { $interval }
answer_on_breach = Quand un contrôle le demande
answer_rescore = Les clients sont réaffectés avec le même modèle au plus tard après { $interval }.
answer_rescore_each_check = Les clients sont réaffectés avec le même modèle à chaque contrôle.
answer_sure = Au moins { $level } des modèles s’accordent alors encore avec un nouveau à { $threshold } ou mieux.
answer_unmonitorable = Aucun intervalle ne pourrait être tenu pour cette segmentation.
answer_no_promise = Pas assez pour un engagement
answer_independent = { $count ->
        [0] Aucun modèle n’a été suivi assez longtemps.
        [one] L’historique ne contient que { $count } modèle indépendant.
       *[other] L’historique ne contient que { $count } modèles indépendants.
    }
answer_a_year = { $amount } par an
answer_policy = Avec la politique qui aurait été la meilleure : { $policy }.
answer_times = { $times } ré-entraînements à { $each }.
answer_cheapest =
    { $times } ré-entraînements à { $each }. Sur cet historique, une autre politique aurait coûté le moins :
    { $policy }, { $amount }.
answer_no_cost = Inconnu
next_keep = Rien à faire pour l’instant
next_retrain = Ré-entraîner le modèle maintenant
next_undecidable = Attendre le prochain contrôle
next_insufficient_history = Accumuler de l’historique
next_unmonitorable = Changer la segmentation
next_review = À revoir au plus tard le { $day }.
clause_object =
    Le service maintient la segmentation « { $pipeline } » des clients en { $k } segments, ajustée sur les commandes
    antérieures au { $reference }.
clause_check =
    Le prestataire ajuste { $every } un nouveau modèle sur la fenêtre de commandes la plus récente et mesure, sur les
    mêmes clients, à quel point il s’accorde avec le modèle en service (indice de Rand ajusté : 1 si les segments sont
    les mêmes, 0 si c’est le hasard).
clause_minimum =
    L’accord doit être de { $threshold } ou mieux. Ce minimum est rompu lorsque tout l’intervalle à { $confidence } est
    en dessous et que ni le hasard ni la saison ne l’expliquent.
clause_refit =
    Le modèle est ré-entraîné et mis en service au plus tard après { $interval }, et aussitôt lorsqu’un contrôle
    constate que le minimum est rompu.
clause_refit_on_breach =
    Le modèle est ré-entraîné et mis en service lorsqu’un contrôle constate que le minimum est rompu. L’historique ne
    permet pas encore de s’engager sur un intervalle.
clause_rescore = Les clients sont réaffectés avec le modèle en service au plus tard après { $interval }.
clause_rescore_each_check = Les clients sont réaffectés avec le modèle en service à chaque contrôle.
clause_level =
    Avec une confiance de { $confidence }, au moins { $level } des modèles respectent encore le minimum après
    { $interval }. C’est le niveau de service.
clause_cost = Un ré-entraînement coûte { $refit } ; un mois sous le minimum est compté { $stale }.
clause_record =
    Chaque contrôle laisse ses tables et un rapport. Les mêmes commandes et les mêmes réglages donnent le même résultat
    au bit près.
measured_orders = Commandes
measured_floor = Aussi bas par le seul hasard
measured_models = Modèles suivis
measured_independent = { $models }, dont indépendants : { $independent }
limit_use =
    L’accord dit que les clients sont groupés comme un nouveau modèle les grouperait. Il ne dit pas que les groupes
    sont utiles.

## Les segments

portrait_new = Nouveau depuis le { $day }
portrait_size = { $customers } ({ $share })
portrait_now = Clients aujourd’hui
portrait_then = À l’ajustement
portrait_revenue = Part du chiffre d’affaires
portrait_typical = Clients typiques
portrait_above = au-dessus de la moyenne
portrait_below = en dessous de la moyenne
portrait_values = médiane { $median }, la moitié entre { $low } et { $high }
radar_title = Profil de « { $segment } »
radar_description = Écarts-types par rapport à la moyenne de tous les clients : { $features }.

## Les mouvements

movement_title = D’un segment à l’autre
movement_caption =
    Les clients de chaque fenêtre selon leur segment, toujours d’après le modèle en service. « Absents » : sans commande
    dans cette fenêtre.
movement_description = Clients par segment du { $first } au { $last }, et les flux entre les segments.
movement_absent = absents
movement_table = Du { $from } au { $to }
movement_from = De

## Les distances

distances_title = La distance entre les segments
distances_caption =
    Des segments proches se ressemblent ; les surfaces sont des nombres de clients. La carte montre { $shown } de ce qui
    les distingue.
distances_description = { $count } segments en disques sur une carte.
distances_table = Distances sur la carte

## Silhouettes, et le choix du nombre de segments

silhouettes_title = La séparation des segments
silhouettes_caption =
    De combien chaque client est plus près de son segment que du suivant : 1 au milieu, 0 sur la frontière, négatif du
    mauvais côté. La ligne pointillée est la moyenne, { $mean }.
silhouettes_description = Silhouettes des clients de chaque segment, triées ; moyenne { $mean }.
silhouettes_mean = Silhouette moyenne
silhouettes_below = Sous 0
elbow_title = Dispersion à l’intérieur des segments
elbow_caption =
    Elle diminue toujours avec le nombre de segments : ce qui compte est où elle cesse de chuter. La ligne en points est
    le nombre retenu.
elbow_description = Inertie pour { $count } nombres de segments.
separation_title = Silhouette moyenne
separation_caption = Plus haut, mieux séparés ; la bande est ce qu’un échantillon des clients laisse ouvert.
separation_description = Silhouette moyenne avec intervalle pour { $count } nombres de segments.
choice_table = Mesures par nombre de segments
choice_inertia = Inertie
choice_silhouette = Silhouette
choice_stability = Accord de deux tirages (ARI)
choice_jaccard = Segment le moins stable (Jaccard)
choice_ties = Quasi-ex æquo

## Ce que les gabarits emploient tel quel

t-page =
    .product = segwatch
    .title = Maintenance de la segmentation
    .contents = Sommaire
    .run = Exécution
    .numbers = Les chiffres
    .footer =
        Produit par segwatch à partir des tables de cette exécution. Le rapport ne calcule rien lui-même : chaque
        chiffre s’y trouve dans les fichiers de l’exécution.

t-nav =
    .portraits = Qui ils sont
    .movement = Mouvements
    .distances = Ressemblance
    .choice = Pourquoi ce nombre
    .verdict = Verdict
    .moved = Ce qui a bougé
    .ageing = Vieillissement
    .origins = Modèle par modèle
    .policies = Politiques
    .segments = Segments
    .paths = Au fil du temps
    .windows = Fenêtres
    .optimum = Solidité
    .data = Données
    .trust = Confiance
    .method = Méthode

t-verdict =
    .heading = Verdict sur le modèle en service
    .cadences = Les deux rythmes du contrat
    .refit = Ré-entraîner le modèle tous les
    .label = Réaffecter les clients tous les
    .notices = Avant de croire un chiffre
    .remedy = Que faire :
    .policy = Ce qui aurait le mieux servi
    .policy_lead = Ré-entraîner

t-moved =
    .heading = Ce qui a bougé
    .table = Les variables, avant et après
    .table_lead =
        Moyennes sur tous les clients : quand le modèle a été entraîné, et dans la fenêtre la plus récente. Un écart
        est en écarts-types. Le PSI dit de combien toute la distribution d’une variable s’est déplacée : sous 0,1 à
        peine, au-dessus de 0,25 beaucoup.
    .year = La même saison un an plus tôt

t-ageing =
    .heading = Comment la segmentation vieillit
    .lead =
        Chaque modèle est gardé tel qu’il a été entraîné et comparé au modèle d’une fenêtre ultérieure. Un indice de
        Rand ajusté (ARI) de 1 signifie que les deux regroupent les clients de la même façon ; 0, pas plus d’accord
        que le hasard.
    .read = Comment le lire
    .read_lines =
        Chaque ligne pâle est un modèle qui vieillit. La ligne forte en est la moyenne, la bande autour d’elle la
        moyenne des bornes de leurs intervalles.
    .read_threshold = Sous la ligne tiretée, le modèle dit moins que ce que le contrat exige.
    .read_thin =
        Peu de modèles atteignent les plus grandes anciennetés : l’extrémité droite repose sur quelques-uns, et les
        chiffres sous le graphique disent combien.
    .read_floor =
        Au-dessus de la ligne en tirets-points, le seuil de bruit, une baisse du modèle en service ne dépasse pas le
        hasard : ré-entraîné sur des clients inchangés, il s’accorderait aussi peu avec lui-même.
    .read_survival =
        Chaque marche est une ancienneté à laquelle on a vu des modèles prendre fin. La ligne tiretée dit combien
        tiennent sûrement encore : elle est basse quand les modèles indépendants sont peu nombreux, si bons qu’ils
        soient.
    .read_history =
        Un intervalle n’est promis que jusqu’à l’ancienneté où la ligne tiretée passe sous le niveau de service. Là où
        seule la ligne forte est au-dessus, l’intervalle est provisoire.
    .read_gone = Une ligne s’arrête à la dernière ancienneté où l’on a encore regardé un modèle.
    .flags = Comparaisons à lire avec prudence

t-origins =
    .heading = Modèle par modèle
    .read = Comment le lire
    .read_row = Une ligne qui vire tôt à l’orange est un modèle malchanceux.
    .read_column = Une colonne qui vire est l’âge lui-même : tous les modèles y arrivent.
    .read_dot =
        Un point dit que ni le hasard ni la saison n’expliquent la perte : l’intervalle tout entier est sous le seuil
        de bruit. Bleu avec un point, c’est un changement qui reste dans le contrat.
    .read_diagonal = Une diagonale qui vire est un mois où il est arrivé quelque chose aux clients.
    .omitted = Les chiffres sont trop nombreux pour être lus ici : ils se trouvent dans stability.parquet.

t-policies =
    .heading = Politiques de maintenance
    .lead =
        Ce qui se serait passé : chaque politique est rejouée sur l’historique de cette exécution, fenêtre après
        fenêtre, et l’on compte ses ré-entraînements et ses mois périmés.
    .read = Comment le lire
    .read_interval =
        Ré-entraîner souvent coûte des ré-entraînements, ré-entraîner rarement coûte des mois avec un modèle périmé :
        le mieux est là où la somme des deux est la plus faible.
    .read_breach =
        En cas de non-respect : ré-entraîner quand l’accord est sous le minimum du contrat et que le hasard seul ne
        l’explique pas. Quelqu’un doit examiner chaque nouvelle fenêtre.
    .read_past = Le passé n’est pas une promesse. Un historique avec une seule dérive dit peu de la suivante.
    .table = Toutes les politiques
    .sensitivity = Si un mois périmé coûtait plus, ou moins
    .sensitivity_lead =
        Personne ne sait exactement ce que coûte un mois avec un modèle périmé. Voici ce qui serait recommandé à
        d’autres prix.
    .no_costs =
        Le contrat n’indique pas les deux coûts (contract.retrain_cost et contract.stale_month_cost) : aucune
        politique ne peut donc être dite la moins chère.

t-index =
    .title = Toutes les exécutions
    .newest = Verdict de l’exécution la plus récente
    .report = Ouvrir son rapport
    .service = Le modèle en service
    .read = Comment lire
    .read_mark =
        Chaque marque est la dernière exécution d’un jour : la forme et la couleur disent son verdict, la barre
        verticale est son intervalle.
    .read_below = Dans la zone ombrée, le modèle s’accorde moins avec un nouveau que le contrat ne le demande.
    .runs = Toutes les exécutions
    .runs_lead = La plus récente d’abord. La date mène au rapport de l’exécution.
    .as_of = À la date du
    .verdict = Verdict
    .ari = Accord (ARI)
    .noise_floor = Seuil de bruit
    .age = Ancienneté du modèle
    .refit = Ré-entraîner tous les
    .windows = Fenêtres
    .orders = Commandes utilisées
    .none = Il n’y a pas encore d’exécution : segwatch run en fait une.
    .assignments = Clients affectés
    .assignments_lead =
        Les derniers jours où segwatch assign a affecté tous les clients : combien d’entre eux sont dans un autre
        segment que la fois précédente.
    .footer = Produit par segwatch à partir des exécutions voisines de cette page, et refait après chaque exécution.

t-paths =
    .heading = Les segments au fil du temps
    .segment = Segment en service
    .became = Ce qu’il est devenu
    .matched = Nouveau segment le plus proche
    .overlap = Recouvrement
    .before = Clients avant
    .after = Clients après
    .overlap_lead =
        Recouvrement : clients des deux groupes ÷ clients de l’un ou de l’autre ; 1 signifie les mêmes clients. Les
        deux modèles classent les mêmes clients de la fenêtre la plus récente : avant, par le modèle en service ;
        après, par le nouveau.
    .meanings = Ce que les mots veulent dire

t-trust =
    .heading = Peut-on se fier au verdict ?
    .unmeasured = Non mesuré pour cette exécution :
    .command = segwatch calibrate PIPELINE
    .measures =
        le mesure avec les réglages de ce pipeline, sur des marchés dont la vérité est connue : combien de fois le
        verdict donne une fausse alerte, et en combien de temps il trouve une dérive.
    .false_alarms = Fausses alertes
    .false_alarms_lead =
        Part des marchés où une alerte a été donnée alors que rien ne dérive, avec son intervalle exact à 95 % entre
        crochets, en pour cent.
    .power = Puissance
    .power_lead =
        Part des marchés où une dérive introduite a été trouvée. Le délai va de son début à la fin de la fenêtre qui
        la montre en premier.

t-windows =
    .heading = Fenêtres
    .read = Comment le lire
    .read_overlap =
        Des fenêtres plus longues que le pas qui les sépare se chevauchent : les voisines partagent la plupart de
        leurs commandes, et leurs modèles ne sont pas indépendants.
    .read_size =
        Une fenêtre soudain plus petite que ses voisines dit que des commandes manquent, avant de dire quoi que ce
        soit des clients.

t-segments =
    .heading = Les segments en service
    .lead =
        Tels que le modèle a été entraîné, chaque variable dans son unité : la moyenne, et la médiane au-dessous. La
        barre dit à combien d’écarts-types la moyenne d’un segment se trouve de celle de tous les clients : à droite
        au-dessus, à gauche au-dessous.
    .segment = Segment
    .customers = Clients
    .share = Part
    .median = médiane
    .deviations = é.-t.

t-optimum =
    .heading = Ce que valent les segments
    .lead =
        K-Means trouve une bonne solution, pas toujours la meilleure : il est donc lancé de nombreuses fois. Si
        d’autres solutions sont presque aussi bonnes et regroupent pourtant les clients autrement, la segmentation est
        affaire de chance.
    .chosen = La solution retenue
    .audit = Un second avis
    .audit_lead =
        La même fenêtre, entraînée par un code indépendant. Un rapport inférieur à 1 signifie qu’il a trouvé mieux ;
        un ARI proche de 1, que les deux ont trouvé les mêmes segments.
    .ties = Presque aussi bonnes
    .ties_lead =
        L’avance dit de combien la solution retenue est devant, en erreurs-types : là où elle est marquée, un autre
        échantillon de clients pourrait préférer celle-ci. Un ARI faible à côté d’une petite avance est un
        avertissement.
    .no_ties = Aucune autre solution n’est à moins de 1 % de l’inertie de celle retenue.

t-data =
    .heading = Ce qui a été lu
    .orders = Commandes
    .orders_lead = Chaque commande est comptée : lues = utilisées + rejetées + hors des fenêtres.
    .rows_in = lues
    .sources = Sources
    .sources_lead = Chaque ligne est comptée : lues = acceptées + rejetées.
    .no_rejections = Aucune ligne n’a été rejetée.
    .rejections = Lignes rejetées, par motif
    .files = Fichiers
    .files_lead = L’empreinte est celle des octets tels que stockés ; run.json la donne en entier.

t-method =
    .heading = Comment il a été fait
    .quantities = Les trois grandeurs
    .staleness = Péremption
    .staleness_text =
        Les mêmes clients dans la même fenêtre ; l’ancien modèle et un nouveau. Basse : l’ancien modèle ne dit plus ce
        qu’un nouveau dirait. Elle décide du rythme de ré-entraînement.
    .migration = Migration
    .migration_text =
        Le même modèle et les mêmes clients ; l’ancienne fenêtre et la nouvelle. Basse : des clients sont passés à
        d’autres segments. Elle décide du rythme de réaffectation.
    .total = Total
    .total_text =
        L’ancien modèle sur l’ancienne fenêtre, le nouveau modèle sur la nouvelle. Il mêle les deux précédentes et ne
        décide donc de rien ; il est montré pour être comparé à d’autres études.
    .on = sur
    .where =
        M est un modèle avec sa mise à l’échelle, X les variables des clients d’une fenêtre, o la fenêtre sur laquelle
        le modèle a été entraîné, w une fenêtre ultérieure.
    .terms = Sur quoi reposent les conclusions
    .run = L’exécution
    .features = Les variables
    .feature = Variable
    .sql = SQL
    .missing = Valeurs absentes
    .scaling = Mise à l’échelle
    .software = Logiciels
    .configuration = La configuration
    .configuration_lead = Telle qu’écrite, avec les valeurs par défaut.
    .key = Clé
    .value = Valeur

t-contract =
    .heading = Proposition pour le contrat de maintenance
    .clauses = Clauses
    .measured = Ce qui a été mesuré
    .limits = Ce que cela ne dit pas
    .provider = Pour le prestataire
    .customer = Pour le client
    .name = Nom
    .place = Lieu et date
    .signature = Signature
t-portraits =
    .heading = Qui sont les segments
    .lead =
        Profils du modèle en service : la ligne pointillée est la moyenne de tous les clients, le bord en est à 2,5
        écarts-types.
    .action = Que faire :
t-movement =
    .heading = Qui est passé où
t-distances =
    .heading = La ressemblance des segments
t-readings =
    .contract = Contrat
    .marketing = Segments
    .analyst = Preuves
t-choice =
    .heading = Pourquoi ce nombre de segments
