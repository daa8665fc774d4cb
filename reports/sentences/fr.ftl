# Ce que segwatch dit d’une exécution, en français. Mêmes messages que en.ftl.
#
# Les espaces devant « : », « ; » et « % » deviennent insécables toutes seules.

## Nombres, argent, tailles et durées

percent = { $number } %
money = { $amount }{ "\u00A0" }{ $currency }

size-bytes = { $count }{ "\u00A0" }o
size-kilobytes = { $count }{ "\u00A0" }ko
size-megabytes = { $count }{ "\u00A0" }Mo
size-gigabytes = { $count }{ "\u00A0" }Go
size-terabytes = { $count }{ "\u00A0" }To

span-months = { $count } mois
span-hours = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
span-weeks = { $count ->
    [one] { $count } semaine
   *[other] { $count } semaines
}
span-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
every-months = { $count ->
    [one] tous les mois
   *[other] tous les { $count } mois
}
every-weeks = { $count ->
    [one] toutes les semaines
   *[other] toutes les { $count } semaines
}
every-days = { $count ->
    [one] tous les jours
   *[other] tous les { $count } jours
}

## Le verdict sur le modèle en service

verdict-measured =
    sur les clients de la fenêtre qui s’achève le { $window }, à { $age } d’ancienneté, l’indice de Rand ajusté entre
    ses segments et ceux d’un nouvel entraînement est de { $ari } (1 = identique, 0 = hasard ; intervalle à
    { $confidence } : de { $low } à { $high })
verdict-keep =
    Conservez la segmentation entraînée sur les commandes antérieures au { $reference } : { verdict-measured } ;
    l’intervalle tout entier atteint les { $threshold } exigés par le contrat.
verdict-keep-drift =
    Les clients ont changé plus que ne l’explique le hasard, depuis le { $drift_since } (ré-entraînée sur des clients
    inchangés, la segmentation donnerait { $floor } ou plus), mais pas assez pour que le contrat impose de la
    ré-entraîner.
verdict-keep-noise =
    Le hasard suffit à expliquer cet écart : ré-entraînée sur des clients inchangés, la segmentation peut ne donner que
    { $floor }.
verdict-retrain =
    Ré-entraînez la segmentation : { verdict-measured } ; l’intervalle tout entier est sous les { $threshold } exigés
    par le contrat.
verdict-retrain-drift =
    Le hasard seul ne l’explique pas : ré-entraînée sur des clients inchangés, la segmentation donnerait { $floor } ou
    plus.
verdict-retrain-since = Elle est sous le minimum du contrat depuis le { $below_since }.
verdict-keep-season =
    Conservez pour l’instant la segmentation entraînée sur les commandes antérieures au { $reference } :
    { verdict-measured } ; l’intervalle tout entier est sous les { $threshold } exigés par le contrat, mais c’est la
    saison : les modèles de la même saison d’autres années conviennent toujours. Un ré-entraînement ne durerait pas
    davantage.
verdict-undecidable-season =
    Impossible de trancher : { verdict-measured } ; l’intervalle tout entier est sous les { $threshold } exigés par le
    contrat, ce que le hasard seul ne fait pas. Mais ce peut être la saison : l’historique ne contient aucune fenêtre de
    la même saison un an plus tôt.
verdict-undecidable =
    Impossible de trancher : { verdict-measured }, un intervalle de part et d’autre des { $threshold } exigés par le
    contrat. Davantage de clients ou une fenêtre ultérieure permettront peut-être de conclure.
verdict-insufficient_history =
    Pas encore de verdict : aucune fenêtre après le { $reference } n’a assez de clients pour comparer la segmentation à
    un nouvel entraînement.
verdict-near_tied_optima =
    La segmentation entraînée sur les commandes antérieures au { $reference } ne peut pas être surveillée : des segments
    tout autres décrivent aussi bien les mêmes clients, à { $apart } près, et leur accord avec elle est inférieur aux
    { $threshold } exigés par le contrat. Un désaccord ultérieur ne prouverait pas que les clients ont changé.
verdict-near_tied_optima-floor =
    La segmentation entraînée sur les commandes antérieures au { $reference } ne peut pas être surveillée : des segments
    tout autres décrivent aussi bien les mêmes clients, à { $apart } près, et leur accord avec elle est inférieur à
    { $floor }, ce que donne un nouvel entraînement sur des clients inchangés. Un désaccord ultérieur ne prouverait pas
    que les clients ont changé.
verdict-noise_floor =
    Cette segmentation ne peut pas être surveillée à ce seuil : ré-entraînée sur des clients inchangés, elle peut ne
    donner qu’un accord de { $floor }, sous les { $threshold } exigés par le contrat. Changez le nombre de segments ou
    les variables.

## À quel rythme ré-entraîner le modèle

retrain-found =
    Ré-entraînez le modèle { $every } : avec une confiance de { $confidence }, au moins { $share } des modèles tiennent
    encore à cette ancienneté (accord de { $threshold } ou plus avec un nouvel entraînement) ; le contrat exige
    { $level }.
retrain-shorter_than_step =
    Ré-entraînez le modèle plus souvent que { $every } : à cette ancienneté, seuls { $share } environ de { $origins }
    modèles tiennent encore (accord de { $threshold } ou plus avec un nouvel entraînement) ; le contrat exige
    { $level }.
retrain-not_reached =
    Aucun besoin de ré-entraîner le modèle n’a été observé : aucun des { $origins } modèles (environ { $independent }
    indépendants) n’est passé sous un accord de { $threshold } avec un nouvel entraînement, jusqu’à { $observed }
    d’ancienneté.
retrain-promise =
    Avec une confiance de { $confidence }, au moins { $share } des modèles tiennent jusqu’à { $age } d’ancienneté.
retrain-assured = Avec une confiance de { $confidence }, un modèle dure en moyenne au moins { $assured }.
retrain-nothing_compared =
    Historique insuffisant pour dire à quel rythme ré-entraîner le modèle : aucune paire de fenêtres n’a pu être
    comparée.
retrain-unmonitorable =
    Aucun intervalle de ré-entraînement ne peut être lu : cette segmentation ne peut pas être surveillée (voir le
    verdict).
rescore-unmonitorable =
    Aucun intervalle de ré-étiquetage ne peut être lu : cette segmentation ne peut pas être surveillée (voir le
    verdict).
retrain-few_origins =
    Historique insuffisant pour promettre à quel rythme ré-entraîner le modèle : sur { $origins ->
        [one] { $origins } modèle
       *[other] { $origins } modèles
    }, au plus { $independent } { $independent ->
        [one] repose
       *[other] reposent
    } sur des périodes qui ne se chevauchent pas, et il en faut { $needed }.
retrain-few_for_level =
    Historique insuffisant pour promettre à quel rythme ré-entraîner le modèle : sur { $origins } modèles,
    { $independent } reposent sur des périodes qui ne se chevauchent pas, trop peu pour garantir avec une confiance de
    { $confidence } que { $level } tiennent encore.
retrain-so_far =
    Pour l’heure, selon l’estimation, au moins { $level } des modèles gardent un accord de { $threshold } ou plus avec
    un nouvel entraînement jusqu’à { $age } d’ancienneté, et moins au-delà.
retrain-so_far-oldest =
    Pour l’heure, selon l’estimation, au moins { $level } des modèles gardent un accord de { $threshold } ou plus avec
    un nouvel entraînement jusqu’à { $age } d’ancienneté, la plus grande observée.
retrain-so_far-none =
    Pour l’heure, selon l’estimation, seuls { $share } des modèles gardent, après { $age }, un accord de { $threshold }
    ou plus avec un nouvel entraînement ; le contrat exige { $level }.

## À quel rythme réaffecter les clients avec le même modèle

rescore-found =
    Réaffectez les clients avec le même modèle { $every } : avec une confiance de { $confidence }, au moins { $share }
    des affectations tiennent encore à cette ancienneté (accord de { $threshold } ou plus avec celles que le même modèle
    donne plus tard) ; le contrat exige { $level }.
rescore-shorter_than_step =
    Réaffectez les clients avec le même modèle plus souvent que { $every } : à cette ancienneté, seules { $share }
    environ de { $origins } affectations tiennent encore (accord de { $threshold } ou plus avec celles que le même
    modèle donne plus tard) ; le contrat exige { $level }.
rescore-not_reached =
    Aucun besoin de réaffecter les clients n’a été observé : aucune des { $origins } affectations (environ
    { $independent } indépendantes) n’est passée sous un accord de { $threshold } avec celles que le même modèle donne
    plus tard, jusqu’à { $observed } d’ancienneté.
rescore-promise =
    Avec une confiance de { $confidence }, au moins { $share } des affectations tiennent jusqu’à { $age } d’ancienneté.
rescore-assured = Avec une confiance de { $confidence }, une affectation dure en moyenne au moins { $assured }.
rescore-nothing_compared =
    Historique insuffisant pour dire à quel rythme réaffecter les clients : aucune paire de fenêtres n’a pu être
    comparée.
rescore-few_origins =
    Historique insuffisant pour promettre à quel rythme réaffecter les clients : sur { $origins ->
        [one] { $origins } affectation
       *[other] { $origins } affectations
    }, au plus { $independent } { $independent ->
        [one] repose
       *[other] reposent
    } sur des périodes qui ne se chevauchent pas, et il en faut { $needed }.
rescore-few_for_level =
    Historique insuffisant pour promettre à quel rythme réaffecter les clients : sur { $origins } affectations,
    { $independent } reposent sur des périodes qui ne se chevauchent pas, trop peu pour garantir avec une confiance de
    { $confidence } que { $level } tiennent encore.
rescore-so_far =
    Pour l’heure, selon l’estimation, au moins { $level } des affectations gardent un accord de { $threshold } ou plus
    avec celles que le même modèle donne plus tard, jusqu’à { $age } d’ancienneté, et moins au-delà.
rescore-so_far-oldest =
    Pour l’heure, selon l’estimation, au moins { $level } des affectations gardent un accord de { $threshold } ou plus
    avec celles que le même modèle donne plus tard, jusqu’à { $age } d’ancienneté, la plus grande observée.
rescore-so_far-none =
    Pour l’heure, selon l’estimation, seules { $share } des affectations gardent, après { $age }, un accord de
    { $threshold } ou plus avec celles que le même modèle donne plus tard ; le contrat exige { $level }.

## Les deux

cadence-beyond = Rien n’est promis au-delà de { $beyond } ; à réexaminer d’ici au { $day }.
cadence-provisional = Ce résultat est provisoire ; à réexaminer d’ici au { $day }.

## Ce qui a bougé

explanation-segment = { $movement ->
    [up] { $feature } : hausse de { $difference } dans le segment « { $segment } » (de { $before } à { $after })
    [down] { $feature } : baisse de { $difference } dans le segment « { $segment } » (de { $before } à { $after })
   *[none] { $feature } : autre répartition dans le segment « { $segment } » (moyenne toujours de { $after })
} ; l’annuler rend { $recovered } des { $lost } perdus.
explanation-all = { $movement ->
    [up] { $feature } : hausse de { $difference } en moyenne (de { $before } à { $after })
    [down] { $feature } : baisse de { $difference } en moyenne (de { $before } à { $after })
   *[none] { $feature } : autre répartition (moyenne toujours de { $after })
} ; l’annuler rend { $recovered } des { $lost } perdus.
explanation-none =
    Aucune cause ne l’explique à elle seule : annuler la dérive d’une variable, quelle qu’elle soit, rend moins d’un
    dixième des { $lost } perdus.
explanation-nothing = Rien à expliquer : il ne manque que { $lost } à un accord parfait.
explanation-season = Le modèle de l’année précédente convient encore : c’est la saison.
explanation-no_season = Le modèle de l’année précédente ne convient pas non plus : ce n’est pas la saison.

## Politiques de maintenance

policy-interval = ré-entraîner { $every }
policy-on_breach = ne ré-entraîner que si le contrat n’est plus respecté
policy-never = ne jamais ré-entraîner
policy-cheapest =
    Parmi les politiques essayées sur cet historique qui maintiennent l’accord à { $threshold } ou plus pendant
    { $level } du temps, { $policy } coûte le moins cher ({ $cost } par an).
policy-fewest =
    Parmi les politiques essayées sur cet historique qui maintiennent l’accord à { $threshold } ou plus pendant
    { $level } du temps, { $policy } demande le moins de ré-entraînements ({ $retrains } par an). On ne sait pas
    laquelle coûte le moins cher : le contrat n’indique pas les deux coûts.
policy-unmonitorable =
    Aucune politique n’est recommandée : ce que l’historique montre de cette segmentation pourrait être dû au hasard des
    ajustements (voir le verdict).
policy-none =
    Aucune des politiques essayées sur cet historique ne maintient l’accord à { $threshold } ou plus pendant { $level }
    du temps.
policy-same =
    La même politique reste la moins chère si un mois de segmentation périmée coûte entre quatre fois moins et quatre
    fois plus que ne le dit le contrat.
policy-other = Si un mois de segmentation périmée coûtait { $times }, il vaudrait mieux { $policy }.
times-quarter = quatre fois moins
times-half = deux fois moins
times-two = deux fois plus
times-four = quatre fois plus
times-other = { $factor } fois ce prix

## Combien de segments

choice-best_of_stable =
    Prenez { $k } segments. Parmi les nombres de { $min } à { $max }, { $found } sur { $tried } sont stables : chaque
    segment se retrouve quand on retire les clients au sort (indice de Jaccard de { $stable } ou plus ; avec { $k },
    { $jaccard } ou plus), et aucune autre solution n’est presque aussi bonne. Parmi eux, { $k } donne les segments les
    plus séparés (silhouette { $silhouette } ; 1 = nettement séparés, 0 = contigus).
choice-most_stable =
    Prenez { $k } segments, sous réserve : aucun nombre de segments de { $min } à { $max } n’est stable (chaque segment
    se retrouvant avec un indice de Jaccard de { $stable } ou plus quand on retire les clients au sort, sans autre
    solution presque aussi bonne). Avec { $k }, le segment le moins stable se retrouve le mieux, avec { $jaccard }.
choice-silhouette =
    Prenez { $k } segments : de { $min } à { $max }, leur silhouette est la plus haute ({ $silhouette } ; 1 = nettement
    séparés, 0 = contigus).
choice-knee =
    Prenez { $k } segments : de { $min } à { $max }, c’est là que l’inertie fait un coude ; au-delà, elle baisse
    lentement.
choice-no_knee = L’inertie baisse sans coude ; c’est donc la stabilité qui décide.
choice-davies_bouldin =
    Prenez { $k } segments : de { $min } à { $max }, leur indice de Davies-Bouldin est le plus bas ({ $index }).
choice-calinski_harabasz =
    Prenez { $k } segments : de { $min } à { $max }, leur indice de Calinski-Harabasz est le plus haut ({ $index }).
choice-at_the_end = C’est le plus grand nombre essayé : davantage de segments feraient peut-être mieux.
choice-runner_up = Le deuxième choix est { $runner_up }.

## Avertissements : ce qu’il faut savoir avant de croire un chiffre, et que faire

notice-expanding_windows =
    Les fenêtres cumulatives grandissent avec le temps : chaque client y vieillit et y accumule des commandes, si bien
    que l’accord baisse même quand aucun client ne change. Cette exécution mesure sa méthode autant que les clients.
    .remedy = Décidez avec des fenêtres glissantes ; gardez cette exécution à titre de comparaison.
notice-unequal_exposure =
    Seuls les clients de la première fenêtre sont suivis : ils se raréfient et vieillissent, si bien que l’accord baisse
    même quand aucun client ne change.
    .remedy = Pour décider, prenez les clients de chaque fenêtre (windows.population = "window").
notice-near_tied_optima =
    Un autre découpage des clients de référence en { $k } segments n’est moins bon que de { $worse }, et son accord avec
    celui retenu est de { $ari } : le hasard aurait pu le choisir.
    .remedy = Choisissez un autre nombre de segments, ou des variables qui distinguent mieux les clients.
notice-audit_found_better =
    Le second avis ({ $engine }) a trouvé une solution dont l’inertie est inférieure de { $less } à celle du modèle de
    référence.
    .remedy = Augmentez model.restarts et model.confirmations.
notice-optimum_not_confirmed =
    La solution du modèle de référence a été trouvée { $found } fois en { $restarts ->
        [one] { $restarts } départ
       *[other] { $restarts } départs
    } ; { $asked } étaient demandées.
    .remedy = Augmentez model.max_restarts, ou choisissez moins de segments.
notice-not_converged = { $fits ->
        [one] { $fits } entraînement s’est arrêté avant que ses affectations ne se stabilisent.
       *[other] { $fits } entraînements se sont arrêtés avant que leurs affectations ne se stabilisent.
    }
    .remedy = L’inertie est un peu plus élevée qu’elle ne pourrait l’être ; signalez-le si cela persiste.
notice-small_windows = { $windows ->
        [one] { $windows } fenêtre compte moins de { $customers } clients : ni entraînement, ni comparaison.
       *[other] { $windows } fenêtres comptent moins de { $customers } clients : ni entraînement, ni comparaison.
    }
    .remedy = Allongez windows.length, ou réduisez model.k ou windows.min_customers.
notice-constant_feature =
    La variable { $feature } a la même valeur pour tous les clients de la fenêtre de référence.
    .remedy = Elle ne distingue personne : retirez-la, ou vérifiez son SQL.
notice-window_left_out = { $why ->
        [starts_late] La fenêtre qui s’achève le { $window } est écartée : ses commandes ne commencent que le { $day }.
        [ends_early] La fenêtre qui s’achève le { $window } est écartée : ses commandes s’arrêtent le { $day }.
       *[thin] La fenêtre qui s’achève le { $window } est écartée : commandes de son dernier pas : { $orders }, contre
        { $usual } d’habitude.
    }
    .remedy = Elle sera prise en compte lors d’une prochaine exécution, une fois remplie par les données.
notice-partial_windows = { $windows ->
        [one] Les données ne remplissent pas { $windows } fenêtre : ce qui manque ressemble à des clients partis.
       *[other] Les données ne remplissent pas { $windows } fenêtres : ce qui manque ressemble à des clients partis.
    }
    .remedy = Complétez les commandes de ces périodes, ou commencez plus tard (windows.first_end).
notice-rejected_rows = { $rows ->
        [one] { $rows } ligne a été rejetée ; le motif figure sous la qualité des données.
       *[other] { $rows } lignes ont été rejetées ; les motifs figurent sous la qualité des données.
    }
    .remedy = Examinez les exemples, et corrigez-les à la source.
notice-rescaled_features =
    La variable { $feature } n’est plus à la même échelle : de la fenêtre de référence à la plus récente, son centre
    s’est
    déplacé de { $shift ->
        [one] { $shift } écart-type
       *[other] { $shift } écarts-types
    } et sa dispersion a été multipliée par { $factor }. Un nouvel entraînement mesure à
    une autre échelle.
    .remedy = Examinez d’abord la variable : un changement d’unité ou de SQL ressemble à un changement des clients.
notice-k_unsupported =
    Sur la fenêtre la plus récente, qui s’achève le { $window }, { $k } segments ne se retrouvent plus sur des clients
    inchangés : deux entraînements peuvent ne donner qu’un accord de { $floor }, sous les { $threshold } exigés par le
    contrat.
    .remedy = Choisissez un autre nombre de segments avant de ré-entraîner le modèle.
notice-few_independent_origins =
    Les fenêtres se chevauchent : sur { $origins ->
        [one] { $origins } modèle
       *[other] { $origins } modèles
    }, { $independent } seulement { $independent ->
        [one] repose sur une période distincte
       *[other] reposent sur des périodes distinctes
    } ; l’historique est plus court qu’il n’y paraît.
    .remedy = Prenez des fenêtres plus courtes ou un historique plus long, et tenez les rythmes pour provisoires.
notice-noise_floor_below_threshold =
    Ré-entraînée sur des clients inchangés, la segmentation peut ne donner qu’un accord de { $floor }, sous les
    { $threshold } exigés par le contrat : passer sous le seuil n’est pas forcément un changement.
    .remedy = Changez le nombre de segments ou les variables, ou exigez moins de { $floor }.
notice-drift_within_contract =
    Les clients ont changé plus que ne l’explique le hasard, depuis le { $since } : l’accord est de { $ari }, alors
    qu’il serait de { $floor } ou plus sur des clients inchangés. Il reste conforme au contrat.
    .remedy = Le contrat n’impose pas de ré-entraîner ; regardez ce qui a bougé, et la prochaine exécution.
notice-no_stable_k =
    Aucun nombre de segments de { $min } à { $max } n’est stable sur la fenêtre de référence : quand on retire les
    clients au sort, le moins stable des { $k } segments retenus se retrouve avec un indice de Jaccard de { $jaccard } ;
    il faudrait { $stable }.
    .remedy = Regardez choose_k.parquet, et essayez d’autres variables, une autre échelle ou une fenêtre plus longue.

## Ce qui a été constaté dans les données avant tout calcul

notice-check_column_gone =
    La colonne { $column } de la source { $source } a disparu : l’exécution précédente l’avait, { $file } ne l’a pas.
    .remedy = Faites livrer de nouveau la colonne, ou modifiez le SQL qui la lit.
notice-check_type_changed =
    La colonne { $column } de la source { $source } a changé de type : { $before } lors de l’exécution précédente,
    { $after } maintenant.
    .remedy = Faites-la livrer comme avant, ou déclarez son type parmi ceux de la source.
notice-check_source_nulls =
    La colonne { $column } de la source { $source } est vide là où elle ne l’était pas : dans { $after } des lignes, ou
    de celles arrivées depuis l’exécution précédente, contre { $before } alors.
    .remedy = Examinez le fichier le plus récent de la source, et faites-le livrer de nouveau.
notice-check_order_nulls =
    La colonne { $column } des commandes est vide là où elle ne l’était pas : dans { $after } des commandes de
    { $month }, contre { $before } lors d’un mois habituel.
    .remedy = Examinez ce que les sources contiennent de ce mois, et les jointures du SQL des commandes.
notice-check_unit_of_month =
    La colonne { $column } des commandes semble être dans une autre unité en { $month } : sa médiane y est de
    { $after }, environ { $times } fois plus { $size ->
        [smaller] petite
       *[larger] grande
    } que les { $before } des mois précédents.
    .remedy = Examinez les fichiers de ce mois : une devise, des centimes au lieu d’unités, une virgule perdue.
notice-check_unit_of_history =
    La colonne { $column } des commandes semble être dans une autre unité que lors de l’exécution précédente, pour
    { $months } des { $of } mois communs : sa médiane en { $month } était de { $before } et elle est de { $after },
    environ { $times } fois plus { $size ->
        [smaller] petite
       *[larger] grande
    }.
    .remedy = Examinez les fichiers : une devise, des centimes au lieu d’unités, une virgule perdue.
notice-check_times_moved =
    Les mêmes commandes ont d’autres heures que lors de l’exécution précédente, { $orders } sur { $of }
    examinées{ $direction ->
        [later] , la plupart { span-hours } plus tard
        [earlier] , la plupart { span-hours } plus tôt
       *[no] {""}
    } : la commande { $order } était du { $before } et elle est du { $after }.
    .remedy = Examinez le fuseau dans lequel les heures sont écrites, et time_zone.
notice-check_hours_moved =
    Les commandes de { $month } arrivent à d’autres heures que celles des mois précédents : décalées de { span-hours }
    vers { $direction ->
        [earlier] plus tôt
       *[later] plus tard
    }, { $distance } d’entre elles ne sont pas à leur place ; remises en place, il en reste { $moved_back }.
    .remedy = Examinez le fuseau dans lequel les heures de ce mois sont écrites.
notice-check_order_ids =
    Les commandes de l’exécution précédente ne se retrouvent pas : { $found } sur { $of } recherchées, alors qu’il y
    en a à peu près autant. L’une des absentes est { $example }.
    .remedy = Examinez la façon dont les identifiants des commandes sont écrits.
notice-check_customer_ids =
    Les mêmes commandes ont d’autres clients que lors de l’exécution précédente, { $orders } sur { $of } examinées : le
    client de la commande { $order } était { $before } et il est { $after }.
    .remedy = Faites écrire les identifiants comme avant : c’est par eux que les clients sont suivis.
notice-check_id_form =
    Les identifiants des clients de { $month } sont écrits comme jamais auparavant, pour { $share } des commandes :
    comme { $after }, et auparavant comme { $before }.
    .remedy = Faites écrire les identifiants comme avant : c’est par eux que les clients sont suivis.
notice-check_none_returning =
    Sur les { $customers } clients de { $month }, { $returning } avaient déjà une commande, contre { $usual }
    d’habitude : les autres sont peut-être connus sous d’autres identifiants.
    .remedy = Examinez la façon dont les identifiants des clients de ce mois sont écrits.
notice-check_same_file =
    La source { $source } contient deux fois le même fichier : { $second } a les octets de { $first }.
    .remedy = Retirez l’un des deux, et demandez ce qui aurait dû être livré à sa place.
notice-check_stale =
    La commande la plus récente est du { $newest }, { $days } jours avant le { $as_of }.
    .remedy = Vérifiez que la dernière livraison est arrivée, et qu’elle est entière.
notice-check_volume =
    Les commandes de { $month } sont au nombre de { $orders }, contre { $usual } d’habitude.
    .remedy = Vérifiez que le mois a été livré en entier, et une seule fois.
notice-check_late =
    Des commandes sont arrivées pour { $months ->
        [one] { $first }, mois
       *[other] { $months } mois, de { $first } à { $last },
    } que l’exécution précédente avait vu en entier : { $orders } ou plus.
    .remedy = Les chiffres de ces mois ont changé ; attendez plus longtemps avant d’exécuter un mois.
notice-check_lost =
    Des commandes ont disparu de { $months ->
        [one] { $first }, mois
       *[other] { $months } mois, de { $first } à { $last },
    } que l’exécution précédente avait vu en entier : { $orders } ou plus.
    .remedy = Vérifiez que l’historique a été livré en entier ; les chiffres de ces mois ont changé.
notice-check_accepted =
    Ce qui a été constaté a été accepté au lancement de l’exécution : { $checks }.
    .remedy = Il n’y a rien à faire ; la prochaine exécution sera comparée à ces données.

## What a segment is called that no persona names

segment-above = { $feature } ↑
segment-below = { $feature } ↓
segment-average = Clients moyens
